import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outgoing, type Person, type WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let admin: WebPerson;
let agent: Hired;
let other: Hired;
let scene: string;
let span: { from: string; to: string };

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  agent = await world.hire('A1001');
  other = await world.hire('A1002');
  const { staffId } = agent;
  ({ scene } = await agent.phone.ask('code.create', { staffId }));
  const now = await world.door.now();
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  span = { from: day(now - 86_400_000), to: day(now + 86_400_000) };
});
afterAll(() => world.stop());

const none = {
  scans: 0,
  ended: 0,
  entered: 0,
  started: 0,
  answered: 0,
  resolved: 0,
  rated: 0,
  converted: 0,
};

/** Scans so often, and says something after the last time if he does. */
async function comes(times: number, says: boolean) {
  const customer: Person = world.customerPhone();
  let entryId = '';
  for (let at = 0; at < times; at++) {
    ({ entryId } = await customer.ask('conversation.enter', { scene }));
  }
  if (!says) return { customer, conversation: null };
  const message = outgoing('你好', Date.now());
  const input = { message, entryId };
  const begun = await customer.ask('conversation.start', input);
  return { customer, conversation: begun.conversation };
}

describe('[F001c] the funnel of a code', () => {
  it('goes from scans to deals, each step by what was done', async () => {
    await comes(2, false);
    const quiet = await comes(1, true);
    expect(quiet.conversation?.staffId).toBe(agent.staffId);
    const { customer, conversation } = await comes(1, true);
    if (!conversation) throw new Error('no conversation');
    const conversationId = conversation._id;
    const sent = await agent.phone.writes(conversation, '您好');
    expect(sent.refused).toBeNull();
    await agent.phone.ask('conversation.afterSend', { conversationId });
    await agent.phone.ask('desk.outcome', { conversationId, converted: true });
    await agent.phone.ask('conversation.close', {
      conversationId,
      reason: 'resolved',
    });
    await customer.ask('conversation.rate', {
      conversationId,
      score: 5,
      resolved: true,
    });
    const { codeId } = await agent.phone.ask('code.rotate', { codeId: scene });
    await agent.phone.ask('code.revoke', { codeId: scene });
    await comes(1, true);

    // The first reply is noted by whoever numbers messages.
    const replied = await world.all('cases', { firstReplyAt: { $gt: 0 } });
    const counted = {
      scans: 4,
      ended: 1,
      entered: 3,
      started: 2,
      answered: replied.length,
      resolved: 1,
      rated: 1,
      converted: 1,
    };
    const report = await admin.ask('report.funnel', span);
    expect(report).toEqual({
      whole: true,
      total: counted,
      codes: [{ codeId: scene, ...counted }],
      staff: [{ staffId: agent.staffId, name: '客服A1001', ...counted }],
    });
    await world.customerPhone().ask('conversation.enter', { scene: codeId });
    const { codes, total } = await admin.ask('report.funnel', span);
    expect(total).toMatchObject({ scans: 5, entered: 4, started: 2 });
    expect(codes).toContainEqual({ ...none, codeId, scans: 1, entered: 1 });
  });

  it('is an agent’s own, and only of the days asked for', async () => {
    const { total } = await other.phone.ask('report.funnel', span);
    expect(total).toEqual(none);
    const { staffId } = agent;
    const foreign = { ...span, staffId };
    expect(await other.phone.refusal('report.funnel', foreign)).toBe(
      'FORBIDDEN'
    );
    const mine = await agent.phone.ask('report.funnel', span);
    expect(mine.total.scans).toBe(5);
    const past = { from: '2020-01-01', to: '2020-01-31' };
    expect((await admin.ask('report.funnel', past)).total).toEqual(none);
    const wrong = { from: span.to, to: span.from };
    expect(await admin.refusal('report.funnel', wrong)).toBe('INVALID_INPUT');
  });
});
