import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../domain/values/limits';
import { startWorld, type World } from '../support/world';

let world: World;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  await world.setUp();
});
afterAll(() => world.stop());

describe('[F005a] signing in', () => {
  it('on the web goes by a ticket; his uid is not the ticket’s id', async () => {
    const web = await world.web();
    const anonymous = web.me;
    const session = await web.signsIn('ADMIN', 'admin-password');
    expect(session.identity).toEqual({
      me: web.me,
      channel: 'web',
      field: 'agentUid',
    });
    expect(web.me).not.toBe(anonymous);
    expect(web.me).not.toContain(session.staff.staffId);
    const [staff] = await world.all('staff', { uid: web.me });
    expect(staff).toMatchObject({ _id: session.staff.staffId });
    const [seat] = await world.all('seats', { _id: web.me });
    expect(seat).toMatchObject({ staffId: session.staff.staffId, open: {} });
  });

  it('[F005c] on the phone binds it, and he is online at once', async () => {
    const web = await world.web();
    await web.signsIn('ADMIN', 'admin-password');
    const made = await web.ask('staff.create', {
      name: '小云',
      staffCode: 'a1001',
      role: 'agent',
    });
    const phone = world.agentPhone('phone-of-1001');
    const first = await phone.ask('account.signIn', {
      staffCode: 'A1001',
      password: made.initialPassword,
    });
    if (first.step !== 'password') throw new Error(first.step);
    const answer = await phone.ask('account.continueSignIn', {
      challenge: first.challenge,
      newPassword: 'chosen-by-himself',
    });
    expect(answer).toMatchObject({
      ticket: null,
      presence: 'online',
      identity: { me: 'phone-of-1001', field: 'agentOpenid' },
    });
    expect(JSON.stringify(answer)).not.toMatch(/hash|salt|uidGeneration/);
    const session = await phone.ask('account.session', {});
    expect(session.staff.staffId).toBe(made.staff.staffId);
  });

  it('a second phone takes the place of the first', async () => {
    const hired = await world.hire('A2001', { openid: 'old-phone' });
    const others = world.agentPhone('phone-of-1001');
    await others.ask('account.presence', { state: 'busy' });
    const { conversation } = await world.customerPhone().says('你好');
    const { staffCode, password } = hired;
    const second = world.agentPhone('new-phone');
    await second.ask('account.signIn', { staffCode, password });
    expect(await hired.phone.refusal('account.session', {})).toBe(
      'UNAUTHENTICATED'
    );
    const [staff] = await world.all('staff', { _id: hired.staffId });
    expect(staff).toMatchObject({ openid: 'new-phone' });
    const addressed = { agentOpenid: 'new-phone', staffId: hired.staffId };
    expect(await world.all('conversations', { _id: conversation._id })).toEqual(
      [expect.objectContaining({ ...addressed, stamped: hired.staffId })]
    );
    const [message] = await world.all('messages', {
      conversationId: conversation._id,
    });
    expect(message).toMatchObject({ agentOpenid: 'new-phone' });
    expect((await hired.phone.writes(conversation, '旧')).refused).toMatch(
      /PERMISSION_DENIED/
    );
    expect((await second.writes(conversation, '新')).refused).toBeNull();
  });

  it('on the web as well: it has what the phone has', async () => {
    await world
      .agentPhone('new-phone')
      .ask('account.presence', { state: 'busy' });
    const hired = await world.hire('A2003');
    const { conversation } = await world.customerPhone().says('你好');
    const { _id, staffId } = conversation;
    expect(staffId).toBe(hired.staffId);
    const desk = await world.web();
    await desk.signsIn(hired.staffCode, hired.password);
    const both = { agentOpenid: hired.phone.me, agentUid: desk.me };
    expect(await world.all('conversations', { _id })).toEqual([
      expect.objectContaining({ ...both, stamped: staffId }),
    ]);
    for (const collection of ['messages', 'cursors'] as const) {
      const stamped = await world.all(collection, { conversationId: _id });
      expect(stamped.length).toBeGreaterThan(0);
      for (const one of stamped) expect(one).toMatchObject(both);
    }
    for (const person of [desk, hired.phone]) {
      expect((await person.writes(conversation, '好的')).refused).toBeNull();
    }
    await desk.ask('account.signOut', {});
    expect((await desk.writes(conversation, '还在')).refused).toMatch(
      /PERMISSION_DENIED/
    );
    await hired.phone.ask('account.presence', { state: 'busy' });
  });

  it('on a colleague’s phone takes it from him, and shows nothing of his', async () => {
    const leaving = await world.hire('A2004', { openid: 'shared-phone' });
    const { conversation } = await world.customerPhone().says('你好');
    expect(conversation.agentOpenid).toBe('shared-phone');
    const coming = await world.hire('A2005', { signIn: false });
    const { staffCode, password } = coming;
    await leaving.phone.ask('account.signIn', { staffCode, password });
    const { staff } = await leaving.phone.ask('account.session', {});
    expect(staff.staffId).toBe(coming.staffId);
    for (const collection of [
      'conversations',
      'messages',
      'cursors',
    ] as const) {
      const his = await world.all(collection, { agentOpenid: 'shared-phone' });
      expect(his).toEqual([]);
    }
    expect((await leaving.phone.writes(conversation, 'x')).refused).toMatch(
      /PERMISSION_DENIED/
    );
    await leaving.phone.ask('account.presence', { state: 'busy' });
  });

  it('is refused where he would be the customer of himself', async () => {
    const hired = await world.hire('A2006');
    const customer = world.customerPhone();
    const { conversation } = await customer.says('你好');
    expect(conversation.staffId).toBe(hired.staffId);
    const { staffCode, password } = hired;
    expect(
      await customer.refusal('account.signIn', { staffCode, password })
    ).toBe('OWN_CUSTOMER');
    const [staff] = await world.all('staff', { _id: hired.staffId });
    expect(staff).toMatchObject({ openid: hired.phone.me });
  });

  it('ends with signing out', async () => {
    const { phone, staffId } = await world.hire('A2002');
    await phone.ask('account.signOut', {});
    expect(await phone.refusal('account.session', {})).toBe('UNAUTHENTICATED');
    const [presence] = await world.all('presence', { _id: staffId });
    expect(presence).toMatchObject({ state: 'offline' });
  });

  it('[F005b] tells his role and team, and is refused to one who is disabled', async () => {
    const admin = await world.web();
    await admin.signsIn('ADMIN', 'admin-password');
    const { team } = await admin.ask('team.create', { name: '售后组' });
    const { teamId } = team;
    const { staffId, staffCode, password, phone } = await world.hire('A5001', {
      role: 'supervisor',
      teamId,
    });
    const { staff } = await phone.ask('account.session', {});
    expect(staff).toMatchObject({ staffId, role: 'supervisor', teamId });
    await admin.ask('staff.disable', { staffId });
    const web = await world.web();
    const right = { staffCode, password };
    expect(await web.refusal('account.signIn', right)).toBe('STAFF_DISABLED');
    // A wrong password learns nothing of it.
    const wrong = { staffCode, password: 'not-the-password' };
    expect(await web.refusal('account.signIn', wrong)).toBe('SIGN_IN_FAILED');
  });

  it('says the same for a wrong password and for a code nobody has', async () => {
    const web = await world.web();
    const wrong = await web.call('account.signIn', {
      staffCode: 'A1001',
      password: 'not-his-password',
    });
    const unknown = await web.call('account.signIn', {
      staffCode: 'NOBODY',
      password: 'not-his-password',
    });
    const shape = (reply: typeof wrong) => ({
      ...reply,
      ...('error' in reply && { error: { ...reply.error, requestId: '' } }),
    });
    expect(shape(unknown)).toEqual(shape(wrong));
    expect(shape(wrong)).toMatchObject({ error: { code: 'SIGN_IN_FAILED' } });
  });
});

describe('[B-111] guessing a password', () => {
  const guess = { staffCode: 'A3001', password: 'a-wrong-password' };

  it('is over after five wrong ones, also when they come at once', async () => {
    await world.hire('A3001', { signIn: false });
    const codes = await Promise.all(
      Array.from({ length: 16 }, async () =>
        (await world.web()).refusal('account.signIn', guess)
      )
    );
    expect(codes.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(
      LIMITS.signInFailures
    );
    expect(codes.filter((code) => code === 'SIGN_IN_LOCKED')).toHaveLength(
      16 - LIMITS.signInFailures
    );
  });

  it('[A-N17] one caller tries at most ten times a minute, whatever codes', async () => {
    const web = await world.web();
    const tries: string[] = [];
    for (let at = 0; at < 11; at++) {
      const staffCode = `A4${100 + at}`;
      const input = { staffCode, password: 'a-wrong-password' };
      tries.push(await web.refusal('account.signIn', input));
    }
    expect(tries.slice(0, 10)).toEqual(Array(10).fill('SIGN_IN_FAILED'));
    expect(tries.at(-1)).toBe('RATE_LIMITED');
    await world.door.advance(60_000);
    const again = { staffCode: 'A4100', password: 'a-wrong-password' };
    expect(await web.refusal('account.signIn', again)).toBe('SIGN_IN_FAILED');
  });

  it('is over for codes nobody has, too', async () => {
    const web = await world.web();
    const nobody = { ...guess, staffCode: 'A3999' };
    const codes: string[] = [];
    for (let at = 0; at < 6; at++) {
      codes.push(await web.refusal('account.signIn', nobody));
    }
    expect(codes.at(-2)).toBe('SIGN_IN_FAILED');
    expect(codes.at(-1)).toBe('SIGN_IN_LOCKED');
  });

  it('says when it works again, and then it does', async () => {
    const { password } = await world.hire('A3002', { signIn: false });
    const web = await world.web();
    const wrong = { ...guess, staffCode: 'A3002' };
    for (let at = 0; at < LIMITS.signInFailures; at++) {
      await web.refusal('account.signIn', wrong);
    }
    const right = { staffCode: 'A3002', password };
    const locked = await web.call('account.signIn', right);
    expect(locked).toMatchObject({ error: { code: 'SIGN_IN_LOCKED' } });
    const retryAt = locked.ok ? 0 : (locked.error.retryAt ?? 0);
    await world.door.advance(retryAt - (await world.door.now()) + 1);
    expect(await web.refusal('account.signIn', right)).toBe('OK');
  });
});
