import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let admin: WebPerson;
let agent: Hired;
let other: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  await world.settings('people', { webSessions: 'many' });
  agent = await world.hire('A1001');
  other = await world.hire('A1002');
});
afterAll(() => world.stop());

async function browser({ staffCode, password }: Hired): Promise<WebPerson> {
  const web = await world.web();
  await web.signsIn(staffCode, password);
  return web;
}

describe('[F009c] [X9] the sessions of a member of staff', () => {
  it('are listed to himself and administrators, and end one by one', async () => {
    const { staffId } = agent;
    const home = await browser(agent);
    const office = await browser(agent);
    const { sessions, phone } = await home.ask('staff.sessions', { staffId });
    expect(phone).toBe(true);
    expect(sessions.map(({ current }) => current).sort()).toEqual([
      false,
      true,
    ]);
    const seen = await admin.ask('staff.sessions', { staffId });
    expect(seen.sessions.map(({ current }) => current)).toEqual([false, false]);
    const lost = sessions.find(({ current }) => !current);
    const one = { staffId, sessionId: lost?.sessionId ?? '' };
    expect(await admin.ask('staff.endSession', one)).toEqual({ ended: true });
    expect(await admin.ask('staff.endSession', one)).toEqual({ ended: false });
    expect(await office.refusal('staff.sessions', { staffId })).toBe(
      'SESSION_EXPIRED'
    );
    expect(await home.refusal('staff.sessions', { staffId })).toBe('OK');
    const rows = await world.all('audit', { action: 'staff.endSession' });
    expect(rows).toHaveLength(1);
  });

  it('of everybody are listed to administrators alone', async () => {
    const mine = await browser(other);
    const all = await admin.ask('staff.allSessions', {});
    const { staffId } = other;
    expect(all.next).toBeNull();
    expect(all.sessions.filter(({ current }) => current)).toMatchObject([
      { name: '管理员' },
    ]);
    expect(all.sessions.filter((one) => one.staffId === staffId)).toMatchObject(
      [{ name: '客服A1002', device: '', current: false }]
    );
    expect(await mine.refusal('staff.allSessions', {})).toBe('FORBIDDEN');
    const [latest, ...rest] = all.sessions;
    const { expiresAt: at = 0, sessionId: id = '' } = latest ?? {};
    const after = await admin.ask('staff.allSessions', { after: { at, id } });
    expect(after.sessions).toEqual(rest);
  });

  it('[A-P09] are nobody else’s to see or to end', async () => {
    const his = await browser(agent);
    const { staffId } = agent;
    const { sessions } = await his.ask('staff.sessions', { staffId });
    const sessionId = sessions[0]?.sessionId ?? '';
    expect(await other.phone.refusal('staff.sessions', { staffId })).toBe(
      'FORBIDDEN'
    );
    const stolen = { staffId: other.staffId, sessionId };
    expect(await other.phone.ask('staff.endSession', stolen)).toEqual({
      ended: false,
    });
    const written = JSON.stringify(sessions);
    expect(written).not.toContain(his.tokens()?.accessToken);
  });
});
