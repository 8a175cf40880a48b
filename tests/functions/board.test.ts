import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let admin: WebPerson;
let agent: Hired;
let leader: Hired;
let stranger: Hired;
let taken: Conversation;
let waits: Conversation;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  const team = async (name: string) =>
    (await admin.ask('team.create', { name })).team.teamId;
  const teamId = await team('北区');
  const role = 'supervisor' as const;
  const other = await team('南区');
  stranger = await world.hire('S1002', { teamId: other, role });
  await stranger.phone.ask('account.presence', { state: 'busy' });
  agent = await world.hire('A1001', { teamId, capacity: 1 });
  taken = (await world.customerPhone().says('有人吗')).conversation;
  waits = (await world.customerPhone().says('排队的人')).conversation;
  leader = await world.hire('S1001', { teamId, role, signIn: false });
});
afterAll(() => world.stop());

describe('[F009d] [B-88] [B-90] the board', () => {
  it('shows who is there, what each has and who waits', async () => {
    const board = await admin.ask('board.read', {});
    expect(board).toMatchObject({
      whole: true,
      active: 1,
      unanswered: 1,
      queue: { waiting: 1, first: [{ conversationId: waits._id }] },
      today: { begun: 2, closed: 0 },
    });
    const his = board.agents.find(({ staffId }) => staffId === agent.staffId);
    expect(his).toMatchObject({ state: 'online', load: 1, unanswered: 1 });
    expect(his?.oldestWaitAt).toBeLessThanOrEqual(board.serverTime);
    expect(board.agents.map(({ role }) => role)).not.toContain('admin');
  });

  it('[A-BR14] shows a supervisor his own people and the whole queue', async () => {
    const board = await stranger.phone.ask('board.read', {});
    const ids = board.agents.map(({ staffId }) => staffId);
    expect(ids).toEqual([stranger.staffId]);
    expect(board).toMatchObject({ active: 0, queue: { waiting: 1 } });
    expect(await agent.phone.refusal('board.read', {})).toBe('FORBIDDEN');
  });

  it('[F009d] calls offline who has not been heard of', async () => {
    await world.door.advance(60 * 60_000);
    const { agents } = await admin.ask('board.read', {});
    const states = new Set(agents.map(({ state }) => state));
    expect(states).toEqual(new Set(['offline']));
    expect(agents.map(({ staffId }) => staffId)).toContain(leader.staffId);
  });
});

describe('[B-113] looking into a conversation', () => {
  it('is on record, once an hour, and not for whose it is', async () => {
    const input = { conversationId: taken._id };
    const rows = () =>
      world.all('audit', { action: 'record.get', object: taken._id });
    await agent.phone.ask('record.get', input);
    expect(await rows()).toEqual([]);
    await admin.ask('record.get', input);
    await admin.ask('record.get', input);
    expect(await rows()).toHaveLength(1);
    expect(await stranger.phone.refusal('record.get', input)).toBe('FORBIDDEN');
    expect(await rows()).toHaveLength(1);
  });
});
