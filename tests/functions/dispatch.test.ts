import tcb from '@cloudbase/node-sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import { LIMITS } from '../../domain/values/limits';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
});
beforeEach(async () => {
  await world.reset();
  await world.setUp();
});
afterAll(() => world.stop());

/** The database as the server has it, to leave what a dead process would. */
const server = () =>
  tcb
    .init({
      env: world.env,
      secretId: 'local',
      secretKey: 'local',
      serviceUrl: `${world.url}/admin`,
    })
    .database();
const crowd = (count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, at) =>
      world.customerPhone().says(`我是 ${at}`)
    )
  );

/** What each agent has, by three accounts that must agree. */
async function loads(hired: readonly Hired[]): Promise<number[]> {
  const active = await world.all<Conversation>('conversations', {
    state: 'active',
  });
  return Promise.all(
    hired.map(async ({ staffId, phone }) => {
      const his = active.filter((one) => one.staffId === staffId);
      const [staff] = await world.all<{ load: number }>('staff', {
        _id: staffId,
      });
      const [seat] = await world.all<{ open: Record<string, string> }>(
        'seats',
        { _id: phone.me }
      );
      expect(staff?.load).toBe(his.length);
      expect(Object.keys(seat?.open ?? {}).sort()).toEqual(
        his.map(({ _id }) => _id).sort()
      );
      return his.length;
    })
  );
}

describe('many arrivals at once', () => {
  it('[A-BR03] [F002b] are spread so that no two agents differ by more than one', async () => {
    const agents = [
      await world.hire('A1001'),
      await world.hire('A1002'),
      await world.hire('A1003'),
    ];
    await crowd(22);
    const counts = await loads(agents);
    expect(counts.reduce((sum, one) => sum + one)).toBe(22);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    expect(await world.all('arrivals')).toEqual([]);
  });

  it('never exceed a capacity; the rest knows its place and moves up', async () => {
    const agents = [
      await world.hire('A1001', { capacity: 3 }),
      await world.hire('A1002', { capacity: 2 }),
    ];
    await crowd(9);
    expect(await loads(agents)).toEqual([3, 2]);
    const places = async () => {
      const waiting = await world.all<Conversation>('conversations', {
        state: 'waiting',
      });
      return waiting.map(({ queue }) => queue?.position).sort();
    };
    expect(await places()).toEqual([1, 2, 3, 4]);
    const [ended] = await world.all<Conversation>('conversations', {
      staffId: agents[0]?.staffId,
    });
    await agents[0]?.phone.ask('conversation.close', {
      conversationId: ended?._id ?? '',
      reason: 'resolved',
    });
    expect(await loads(agents)).toEqual([3, 2]);
    expect(await places()).toEqual([1, 2, 3]);
  });

  it('every assignment says why it was he', async () => {
    await world.hire('A1001');
    await crowd(3);
    const cases = await world.all<{ explanation: string }>('cases');
    expect(cases).toHaveLength(3);
    for (const { explanation } of cases) {
      expect(explanation).toMatch(/default pool: load \d of 15/);
    }
  });
});

describe('who is there', () => {
  it('[F006a] whoever comes online takes from the queue, longest first', async () => {
    const agent = await world.hire('A1001', { capacity: 2, signIn: false });
    for (const text of ['一', '二', '三'])
      await world.customerPhone().says(text);
    const { staffCode, password } = agent;
    await agent.phone.ask('account.signIn', { staffCode, password });
    const taken = await world.all<Conversation>('conversations', {
      state: 'active',
    });
    expect(taken.map(({ lastText }) => lastText).sort()).toEqual(['一', '二']);
  });

  it('[F009d] whoever was not heard of for seven minutes is offered nobody', async () => {
    const agent = await world.hire('A1001');
    await world.door.advance(LIMITS.presenceStaleMs);
    const { conversation } = await world.customerPhone().says('有人吗');
    expect(conversation.state).toBe('waiting');
    await agent.phone.ask('account.presence', {});
    const [after] = await world.all('conversations', {
      _id: conversation._id,
    });
    expect(after).toMatchObject({ state: 'active', staffId: agent.staffId });
  });

  for (const state of ['busy', 'break', 'offline'] as const) {
    it(`whoever is ${state} is offered nobody`, async () => {
      const agent = await world.hire('A1001');
      await agent.phone.ask('account.presence', { state });
      const { conversation } = await world.customerPhone().says('有人吗');
      expect(conversation).toMatchObject({ state: 'waiting', staffId: '-' });
    });
  }

  it('the lease of a dispatcher that died is taken over when it ends', async () => {
    await world.hire('A1001');
    const dead = {
      holder: 'dead',
      expiresAt: (await world.door.now()) + LIMITS.leaseMs,
    };
    await server().collection('pools').doc('default').update(dead);
    const first = await world.customerPhone().says('先来的');
    expect(first.conversation.state).toBe('waiting');
    await world.door.advance(LIMITS.leaseMs + 1);
    const second = await world.customerPhone().says('后来的');
    expect(second.conversation.state).toBe('active');
    const [then] = await world.all<Conversation>('conversations', {
      _id: first.conversation._id,
    });
    expect(then?.state).toBe('active');
  });
});

describe('[B-122] disabling an agent', () => {
  it('hands everything back, and he is refused at once', async () => {
    const admin = await world.web();
    await admin.signsIn('ADMIN', 'admin-password');
    const leaving = await world.hire('A1001');
    const told = await crowd(4);
    const staying = await world.hire('A1002');
    const done = await admin.ask('staff.disable', {
      staffId: leaving.staffId,
    });
    expect(done).toMatchObject({
      requeued: 4,
      staff: { status: 'disabled', load: 0 },
    });
    expect(await loads([staying])).toEqual([4]);
    const first = told[0]?.conversation;
    expect(first).toBeDefined();
    if (!first) return;
    expect((await leaving.phone.writes(first, '我还在')).refused).toMatch(
      /PERMISSION_DENIED/
    );
    expect(await leaving.phone.refusal('account.session', {})).toBe(
      'STAFF_DISABLED'
    );
    const messages = await world.all<{ agentOpenid: string }>('messages');
    for (const { agentOpenid } of messages) {
      expect(agentOpenid).toBe(staying.phone.me);
    }
    const cursors = await world.all<{ agentOpenid: string }>('cursors');
    for (const { agentOpenid } of cursors) {
      expect(agentOpenid).toBe(staying.phone.me);
    }
    expect((await staying.phone.writes(first, '我来接手')).refused).toBeNull();
    expect(await world.all('jobs')).toEqual([]);
  });

  it('throws out his web session, which a new password does not bring back', async () => {
    const admin = await world.web();
    await admin.signsIn('ADMIN', 'admin-password');
    const agent = await world.hire('A1001', { signIn: false });
    const desk = await world.web();
    await desk.signsIn(agent.staffCode, agent.password);
    const { staffId } = agent;
    await admin.ask('staff.disable', { staffId });
    expect(await desk.refusal('account.session', {})).toBe('STAFF_DISABLED');
    await admin.ask('staff.enable', { staffId });
    expect(await desk.refusal('account.session', {})).toBe('UNAUTHENTICATED');
    const before = desk.me;
    await desk.signsIn(agent.staffCode, agent.password);
    expect(desk.me).not.toBe(before);
  });

  it('one administrator remains, even when two dismiss each other at once', async () => {
    const first = await world.web();
    const session = await first.signsIn('ADMIN', 'admin-password');
    const hired = await world.hire('B2001', { role: 'admin', signIn: false });
    const second = await world.web();
    await second.signsIn(hired.staffCode, hired.password);
    const codes = await Promise.all([
      first.refusal('staff.disable', { staffId: hired.staffId }),
      second.refusal('staff.disable', { staffId: session.staff.staffId }),
    ]);
    expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
    const left = await world.all('staff', { role: 'admin', status: 'active' });
    expect(left).toHaveLength(1);
  });

  it('[F009a] creating, disabling and enabling are in the audit', async () => {
    const admin = await world.web();
    const { staff } = await admin.signsIn('ADMIN', 'admin-password');
    const agent = await world.hire('A1001');
    const { staffId } = agent;
    await admin.ask('staff.disable', { staffId });
    await admin.ask('staff.disable', { staffId });
    await admin.ask('staff.enable', { staffId });
    const rows = await world.all<{ action: string; actor: string }>('audit', {
      object: staffId,
    });
    expect(rows.map(({ action }) => action).sort()).toEqual([
      'staff.create',
      'staff.disable',
      'staff.enable',
    ]);
    for (const { actor } of rows) expect(actor).toBe(staff.staffId);
  });

  it('a staff code is given once, also to two at once', async () => {
    const admin = await world.web();
    await admin.signsIn('ADMIN', 'admin-password');
    const input = { name: '甲', staffCode: 'C3001', role: 'agent' as const };
    const codes = await Promise.all([
      admin.refusal('staff.create', input),
      admin.refusal('staff.create', { ...input, staffCode: 'c3001' }),
    ]);
    expect(codes.sort()).toEqual(['OK', 'STAFF_CODE_TAKEN']);
    expect(await world.all('staff', { staffCode: 'C3001' })).toHaveLength(1);
  });
});
