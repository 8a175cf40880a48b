import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../domain/values/limits';
import type { WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

const HOUR = 60 * 60_000;

let world: World;
let admin: WebPerson;
let agent: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  agent = await world.hire('A1001');
});
afterAll(() => world.stop());

async function browserOf({ staffCode, password }: Hired): Promise<WebPerson> {
  const web = await world.web();
  await web.signsIn(staffCode, password);
  return web;
}

/** The code that this access token is answered with, renewing nothing. */
async function codeWith(person: WebPerson, session?: string): Promise<string> {
  const event = { action: 'account.presence', input: {}, session };
  const reply = await person.raw('account', event);
  const { ok, error } = reply as { ok: boolean; error?: { code: string } };
  return ok ? 'OK' : (error?.code ?? '');
}

function tokensOf(person: WebPerson) {
  const tokens = person.tokens();
  if (!tokens) throw new Error('no session');
  return tokens;
}

describe('[X9] a session on the web', () => {
  it('[B-05] lasts two hours; nothing of staff is done without it', async () => {
    const web = await browserOf(agent);
    const { accessToken } = tokensOf(web);
    expect(await codeWith(web, accessToken)).toBe('OK');
    expect(await codeWith(web)).toBe('SESSION_EXPIRED');
    expect(await codeWith(web, `${accessToken}0`)).toBe('SESSION_EXPIRED');
    await world.door.advance(LIMITS.sessionAccessMs - 60_000);
    expect(await codeWith(web, accessToken)).toBe('OK');
    await world.door.advance(60_000);
    expect(await codeWith(web, accessToken)).toBe('SESSION_EXPIRED');
  });

  it('is needed in a conversation as well, and on the phone never', async () => {
    await agent.phone.ask('account.presence', { state: 'online' });
    const { conversation } = await world.customerPhone().says('你好');
    expect(conversation.staffId).toBe(agent.staffId);
    const input = { conversationId: conversation._id };
    const thief = (await browserOf(agent)).copyOfTokens();
    expect(await thief.refusal('conversation.afterSend', input)).toBe(
      'SESSION_EXPIRED'
    );
    expect(await agent.phone.refusal('conversation.afterSend', input)).toBe(
      'OK'
    );
  });

  it('[B-06] is renewed for seven days, each refresh token once', async () => {
    const web = await browserOf(agent);
    const first = tokensOf(web);
    await world.door.advance(6 * 24 * HOUR);
    expect(await web.refusal('account.presence', {})).toBe('OK');
    const second = tokensOf(web);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    await world.door.advance(LIMITS.sessionRefreshMs);
    const { refreshToken } = second;
    expect(await web.refusal('account.refresh', { refreshToken })).toBe(
      'SESSION_EXPIRED'
    );
  });

  it('ends when an old refresh token comes back: somebody has a copy', async () => {
    const web = await browserOf(agent);
    const { refreshToken } = tokensOf(web);
    const next = await web.ask('account.refresh', { refreshToken });
    expect(await codeWith(web, next.accessToken)).toBe('OK');
    const again = { refreshToken };
    expect(await web.refusal('account.refresh', again)).toBe('SESSION_EXPIRED');
    expect(await codeWith(web, next.accessToken)).toBe('SESSION_EXPIRED');
    const newest = { refreshToken: next.refreshToken };
    expect(await web.refusal('account.refresh', newest)).toBe(
      'SESSION_EXPIRED'
    );
  });

  it('is renewed once however many ask at once', async () => {
    const web = await browserOf(agent);
    const { refreshToken } = tokensOf(web);
    const replies = await Promise.all(
      Array.from({ length: 6 }, () =>
        web.call('account.refresh', { refreshToken })
      )
    );
    const renewed = replies.filter(({ ok }) => ok);
    expect(renewed.length).toBeLessThanOrEqual(1);
    for (const reply of renewed) {
      const token = reply.ok ? reply.data.accessToken : '';
      expect(await codeWith(web, token)).toBe('SESSION_EXPIRED');
    }
  });

  it('ends with signing out; the copy of it is worth nothing', async () => {
    const web = await browserOf(agent);
    const { accessToken, refreshToken } = tokensOf(web);
    await web.ask('account.signOut', {});
    expect(await codeWith(web, accessToken)).toBe('SESSION_EXPIRED');
    expect(await web.refusal('account.refresh', { refreshToken })).toBe(
      'SESSION_EXPIRED'
    );
  });

  it('has tokens that are nowhere to be read', async () => {
    const web = await browserOf(agent);
    const { accessToken, refreshToken } = tokensOf(web);
    const stored = JSON.stringify(await world.all('sessions'));
    for (const token of [accessToken, refreshToken]) {
      expect(stored).not.toContain(token.split('.')[1]);
    }
  });
});

describe('a copy of the platform’s token, which lives for 30 days', () => {
  it('makes no session, neither alone nor with a used claim', async () => {
    const { staffCode, password } = agent;
    const web = await world.web();
    const answer = await web.ask('account.signIn', { staffCode, password });
    await web.entersBy(answer);
    const thief = web.copyOfTokens();
    expect(thief.me).toBe(web.me);
    const claim = 'claim' in answer ? answer.claim : '';
    const codes = [
      await thief.refusal('account.session', {}),
      await thief.refusal('account.session', { claim }),
      await thief.refusal('account.session', { claim: 'x' }),
      await thief.refusal('account.refresh', { refreshToken: claim }),
      await thief.refusal('account.presence', {}),
    ];
    expect(new Set(codes)).toEqual(new Set(['SESSION_EXPIRED']));
  });

  it('does not end the session of its owner by trying', async () => {
    const web = await browserOf(agent);
    const thief = web.copyOfTokens();
    await thief.refusal('account.session', { claim: 'guess' });
    await thief.refusal('account.refresh', { refreshToken: 'guess' });
    expect(await codeWith(web, tokensOf(web).accessToken)).toBe('OK');
  });

  it('is of no use with the claim of somebody else', async () => {
    const other = await world.hire('A1002', { signIn: false });
    const web = await browserOf(agent);
    const { staffCode, password } = other;
    const stranger = await world.web();
    const answer = await stranger.ask('account.signIn', {
      staffCode,
      password,
    });
    const claim = 'claim' in answer ? answer.claim : '';
    const thief = web.copyOfTokens();
    expect(await thief.refusal('account.session', { claim })).toBe(
      'SESSION_EXPIRED'
    );
    expect((await stranger.entersBy(answer)).staff.staffCode).toBe('A1002');
  });

  it('is of no use with a claim that waited too long', async () => {
    const { staffCode, password } = agent;
    const web = await world.web();
    const answer = await web.ask('account.signIn', { staffCode, password });
    await world.door.advance(LIMITS.claimMs);
    await expect(web.entersBy(answer)).rejects.toThrow('SESSION_EXPIRED');
  });
});

describe('more than one browser', () => {
  it('works side by side; signing out in one leaves the other its seat', async () => {
    const one = await browserOf(agent);
    const two = await browserOf(agent);
    expect(two.me).toBe(one.me);
    await one.ask('account.signOut', {});
    expect(await two.refusal('account.presence', {})).toBe('OK');
    expect(await world.all('staff', { uid: two.me })).toHaveLength(1);
    await admin.ask('staff.endSessions', { staffId: agent.staffId });
  });

  it('[B-07] where one is allowed, the last sign-in is the one', async () => {
    await world.settings('people', { webSessions: 'one' });
    const one = await browserOf(agent);
    const two = await browserOf(agent);
    const before = tokensOf(one);
    expect(await codeWith(one, before.accessToken)).toBe('SESSION_REPLACED');
    expect(
      await one.refusal('account.refresh', {
        refreshToken: before.refreshToken,
      })
    ).toBe('SESSION_EXPIRED');
    expect(await codeWith(two, tokensOf(two).accessToken)).toBe('OK');
    expect(await agent.phone.refusal('account.presence', {})).toBe('OK');
    await world.settings('people', { webSessions: 'many' });
  });
});

describe('ending sessions', () => {
  it('is for everybody his own, for the administrator anybody’s', async () => {
    const hired = await world.hire('A2001');
    const web = await browserOf(hired);
    const own = { staffId: hired.staffId };
    const theirs = { staffId: agent.staffId };
    expect(await web.refusal('staff.endSessions', theirs)).toBe('FORBIDDEN');
    const { ended } = await web.ask('staff.endSessions', own);
    expect(ended).toBeGreaterThan(0);
    expect(await web.refusal('account.presence', {})).toBe('SESSION_EXPIRED');
    const again = await browserOf(hired);
    await admin.ask('staff.endSessions', own);
    expect(await again.refusal('account.presence', {})).toBe('SESSION_EXPIRED');
    expect(await hired.phone.refusal('account.presence', {})).toBe('OK');
    expect(await world.all('audit', { action: 'staff.endSessions' })).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ object: hired.staffId, detail: 'web' }),
      ])
    );
  });

  it('everywhere: seats are empty, the next sign-in is another uid', async () => {
    const hired = await world.hire('A2002', { openid: 'phone-of-2002' });
    await agent.phone.ask('account.presence', { state: 'busy' });
    const { conversation } = await world.customerPhone().says('你好');
    const { staffId } = hired;
    const his = { conversationId: conversation._id, staffId };
    await admin.ask('desk.assign', { ...his, force: true });
    const web = await browserOf(hired);
    expect((await web.writes(conversation, '在')).refused).toBeNull();
    await admin.ask('staff.endSessions', { staffId, everywhere: true });
    for (const person of [web, hired.phone]) {
      expect((await person.writes(conversation, '在')).refused).toMatch(
        /PERMISSION_DENIED/
      );
      expect(await person.refusal('account.session', {})).toBe(
        'UNAUTHENTICATED'
      );
    }
    const addressed = { conversationId: conversation._id };
    for (const message of await world.all('messages', addressed)) {
      expect(message).toMatchObject({ agentOpenid: '-', agentUid: '-' });
    }
    const back = await browserOf(hired);
    expect(back.me).not.toBe(web.me);
    expect(await back.refusal('account.presence', {})).toBe('OK');
  });
});
