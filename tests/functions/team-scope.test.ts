import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Message } from '../../domain/message/schema';
import { newMessageId } from '../../domain/values/message-id';
import type { WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let admin: WebPerson;
let agent: Hired;
let leader: Hired;
let stranger: Hired;
let conversation: Conversation;
let teamId: string;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  const { team: own } = await admin.ask('team.create', { name: '一组' });
  const { team: other } = await admin.ask('team.create', { name: '二组' });
  const role = 'supervisor' as const;
  ({ teamId } = own);
  agent = await world.hire('A1001', { teamId });
  conversation = (await world.customerPhone().says('你好')).conversation;
  leader = await world.hire('S1001', { role, teamId });
  stranger = await world.hire('S1002', { role, teamId: other.teamId });
});
afterAll(() => world.stop());

const newId = () => newMessageId(Date.now(), Math.random);
const audited = (action: string) =>
  world.all('audit', { action, object: conversation.customerId });

describe('[A-BR14] a supervisor', () => {
  it('reads what his team says, and nothing of another team', async () => {
    const input = { conversationId: conversation._id };
    const read = await leader.phone.ask('conversation.history', input);
    expect(read.messages.length).toBeGreaterThan(0);
    const asked = stranger.phone.refusal('conversation.history', input);
    expect(await asked).toBe('FORBIDDEN');
    expect(await admin.refusal('conversation.history', input)).toBe('OK');
  });
});

describe('[F007e] a note', () => {
  it('says who wrote it, also where he wrote it handing over', async () => {
    const { _id: conversationId } = conversation;
    const noteId = newId();
    const wish = { conversationId, noteId, text: '先退款' };
    const { message } = await leader.phone.ask('desk.note', wish);
    expect(message).toMatchObject({
      from: leader.phone.me,
      body: { text: '先退款', name: '客服S1001' },
    });
    const next = await world.hire('A1002', { teamId });
    await agent.phone.ask('desk.transfer', {
      conversationId,
      to: { staffId: next.staffId },
      note: '客户急用',
    });
    const notes = await world.all<Message>('messages', { kind: 'note' });
    const names = notes.map(({ body }) => body.name).sort();
    expect(names).toEqual(['客服A1001', '客服S1001']);
  });
});

describe('[B-113] what staff write down of a customer', () => {
  it('is on record, once, and never what was written', async () => {
    const { customerId } = conversation;
    const tags = { customerId, add: ['老客户'], remove: [] };
    await leader.phone.ask('customer.tag', tags);
    await leader.phone.ask('customer.tag', tags);
    const remarkId = newId();
    const remark = { customerId, remarkId, text: '喜欢早上来电' };
    await Promise.all([
      leader.phone.call('customer.remark', remark),
      leader.phone.call('customer.remark', remark),
    ]);
    await leader.phone.ask('customer.removeRemark', { remarkId });
    await leader.phone.ask('customer.removeRemark', { remarkId });
    const actor = leader.staffId;
    for (const action of ['tag', 'remark', 'removeRemark']) {
      const rows = await audited(`customer.${action}`);
      expect(rows, action).toEqual([expect.objectContaining({ actor })]);
    }
    const written = JSON.stringify(await world.all('audit'));
    expect(written).not.toMatch(/老客户|早上来电/);
  });
});
