import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import { outgoing, type Person } from '../support/person';
import { startWorld, type World } from '../support/world';

const DENIED = 'DATABASE_PERMISSION_DENIED';

let world: World;
let customer: Person;
let stranger: Person;
let conversation: Conversation;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  await world.hire('A1001', { capacity: 9 });
  customer = world.customerPhone();
  stranger = world.customerPhone();
  ({ conversation } = await customer.says('你好'));
});
afterAll(() => world.stop());

const forged = (from: string, changed: Record<string, unknown> = {}) => ({
  ...outgoing('伪造', Date.now() - 500),
  conversationId: conversation._id,
  customer: conversation.customer,
  agentOpenid: '-',
  agentUid: '-',
  from,
  seq: 0,
  ...changed,
});

describe.each(['strict', 'loose'])('over HTTP, == read as %s', (equality) => {
  beforeEach(() => world.door.put('switches', { equality }));

  it('[R-MSG-0] a customer speaks in his own conversation', async () => {
    const { refused, id } = await customer.writes(conversation, '在吗');
    expect(refused).toBeNull();
    expect(await world.all('messages', { _id: id })).toHaveLength(1);
  });

  it('[R-MSG-2] [R-MSG-3] [R-MSG-5] forged messages are refused and nothing is written', async () => {
    const before = await world.counts();
    const attempts = [
      stranger.puts('messages', forged(stranger.me)),
      stranger.puts('messages', forged(customer.me)),
      customer.puts('messages', forged(stranger.me)),
      customer.puts('messages', forged(customer.me, { seq: '' })),
      customer.puts('messages', forged(customer.me, { seq: '0' })),
      customer.puts('messages', forged(customer.me, { seq: false })),
      customer.puts('messages', forged(customer.me, { seq: 5 })),
      customer.puts('messages', forged(customer.me, { _openid: 'x' })),
      customer.puts('seats', { _id: 'x', open: {} }),
    ];
    const refusals = (await Promise.all(attempts)).map((one) => one.refused);
    expect(refusals).toEqual(attempts.map(() => DENIED));
    expect(await world.counts()).toEqual(before);
  });

  it('[R-CUR-2] [R-CUR-3] a cursor is moved by its own side, and only moved', async () => {
    const mine = {
      _id: `${conversation._id}.c`,
      side: 'customer',
      customer: customer.me,
    };
    const theirs = { ...mine, _id: `${conversation._id}.a`, side: 'agent' };
    const readSeq = { readSeq: 1 };
    const ok = await customer.changes('cursors', mine, readSeq);
    expect(ok.refused).toBeNull();
    const attempts = [
      customer.changes('cursors', theirs, readSeq),
      customer.changes('cursors', mine, { customer: stranger.me }),
      customer.changes('cursors', { _id: mine._id }, readSeq),
      stranger.changes('cursors', mine, readSeq),
    ];
    const refusals = (await Promise.all(attempts)).map((one) => one.refused);
    expect(refusals).toEqual(attempts.map(() => DENIED));
  });
});
