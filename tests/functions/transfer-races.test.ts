import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Message } from '../../domain/message/schema';
import type { Person } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

const ROUNDS = 4;

let world: World;
let chen: Hired;
let wu: Hired;
let zhou: Hired;
let supervisor: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  chen = await world.hire('A1001', { capacity: 100 });
  wu = await world.hire('A1002', { capacity: 100 });
  zhou = await world.hire('A1003', { capacity: 100 });
  supervisor = await world.hire('S1001', { role: 'supervisor' });
  for (const { phone } of [wu, zhou, supervisor]) {
    await phone.ask('account.presence', { state: 'busy' });
  }
});
afterAll(() => world.stop());

async function talk() {
  const customer = world.customerPhone();
  const { conversation } = await customer.says('你好');
  return { customer, conversation, conversationId: conversation._id };
}
const handTo = (by: Person, conversationId: string, { staffId }: Hired) =>
  by.refusal('desk.transfer', { conversationId, to: { staffId } });

/** What must hold of every conversation and everybody’s load and seat. */
async function expectSound(): Promise<void> {
  const all = await world.all<Conversation>('conversations');
  for (const { staffId, phone } of [chen, wu, zhou]) {
    const his = all.filter(
      (one) => one.staffId === staffId && one.state === 'active'
    );
    const ids = his.map(({ _id }) => _id).sort();
    const [seat] = await world.all<{ open: Record<string, string> }>('seats', {
      _id: phone.me,
    });
    expect(Object.keys(seat?.open ?? {}).sort()).toEqual(ids);
    const [staff] = await world.all('staff', { _id: staffId });
    expect(staff).toMatchObject({ load: ids.length });
  }
}

async function expectStamped(conversationId: string): Promise<void> {
  const [now] = await world.all<Conversation>('conversations', {
    _id: conversationId,
  });
  const { agentOpenid, agentUid } = now!;
  expect(now?.stamped).toBe(now?.staffId);
  const messages = await world.all<Message>('messages', { conversationId });
  const cursors = await world.all('cursors', { conversationId });
  expect(cursors).toHaveLength(2);
  for (const one of [...messages, ...cursors]) {
    expect(one).toMatchObject({ agentOpenid, agentUid });
  }
}

describe('[A-BR11] a transfer in the same moment as', () => {
  it('the customer’s direct writes: none is refused, all reach the new agent', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { customer, conversation, conversationId } = await talk();
      const [code, ...written] = await Promise.all([
        handTo(chen.phone, conversationId, wu),
        ...['一', '二', '三'].map((text) =>
          customer.writes(conversation, text)
        ),
      ]);
      expect(code).toBe('OK');
      expect(written.map(({ refused }) => refused)).toEqual([null, null, null]);
      await customer.ask('conversation.afterSend', { conversationId });
      const read = await wu.phone.ask('conversation.history', {
        conversationId,
      });
      const said = read.messages.filter((one) => one.senderType === 'customer');
      expect(said.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
      await expectStamped(conversationId);
    }
    await expectSound();
  });

  it('the end: one of them comes first, and both know which', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { customer, conversationId } = await talk();
      const close = { conversationId, reason: 'customer' as const };
      const [code] = await Promise.all([
        handTo(chen.phone, conversationId, wu),
        customer.ask('conversation.close', close),
      ]);
      expect(['OK', 'CONVERSATION_CLOSED']).toContain(code);
      const [now] = await world.all('conversations', { _id: conversationId });
      expect(now).toMatchObject({
        state: 'closed',
        staffId: code === 'OK' ? wu.staffId : chen.staffId,
      });
    }
    await expectSound();
  });

  it('another transfer: it ends with one agent, and nobody else has a key', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { conversationId } = await talk();
      const [his, hers] = await Promise.all([
        handTo(chen.phone, conversationId, wu),
        handTo(supervisor.phone, conversationId, zhou),
      ]);
      expect(hers).toBe('OK');
      expect(['OK', 'CONVERSATION_TRANSFERRED']).toContain(his);
      const [now] = await world.all<Conversation>('conversations', {
        _id: conversationId,
      });
      expect([wu.staffId, zhou.staffId]).toContain(now?.staffId);
      await expectStamped(conversationId);
    }
    await expectSound();
  });

  it('many others to one with a single place left: he takes one', async () => {
    const last = await world.hire('A1009', { capacity: 1, signIn: false });
    const talks = await Promise.all([1, 2, 3].map(() => talk()));
    const phone = world.agentPhone();
    await chen.phone.ask('account.presence', { state: 'break' });
    const { staffCode, password } = last;
    await phone.ask('account.signIn', { staffCode, password });
    const codes = await Promise.all(
      talks.map(({ conversationId }) =>
        handTo(chen.phone, conversationId, last)
      )
    );
    await chen.phone.ask('account.presence', { state: 'online' });
    expect(codes.sort()).toEqual([
      'OK',
      'STAFF_AT_CAPACITY',
      'STAFF_AT_CAPACITY',
    ]);
    await expectSound();
  });
});

interface Struck {
  failure: { left: number } | null;
  drop: { left: number } | null;
}

/** Where the call can die, and whether its answer came. */
const deaths: [string, Record<string, unknown>][] = [
  'startTransaction',
  'getDocument',
  'modifyDocument',
  'commitTransaction',
].flatMap((step): [string, Record<string, unknown>][] => [
  [
    `before ${step}`,
    { fail: { code: 'SYS_ERR', match: `database.${step}`, times: 1 } },
  ],
  [
    `after ${step}, its answer lost`,
    { drop: { moment: 'after', match: `database.${step}`, times: 1 } },
  ],
]);

describe('a transfer that dies half-way', () => {
  it.each(deaths)('and is asked again is made once: %s', async (_, death) => {
    const { conversationId } = await talk();
    await world.door.post('faults', death);
    const codes: string[] = [];
    do codes.push(await handTo(chen.phone, conversationId, wu));
    while (codes.at(-1) !== 'OK' && codes.length < 5);
    const struck = await world.door.get<Struck>('faults');
    expect((struck.failure ?? struck.drop)?.left).toBe(0);
    await world.door.post('faults', { clear: true });
    expect(codes.at(-1)).toBe('OK');
    await expectStamped(conversationId);
    await expectSound();
    const lines = await world.all('messages', {
      conversationId,
      kind: 'system',
    });
    expect(lines).toHaveLength(2);
  });

  it('between its commit and the restamping is finished by the sweep', async () => {
    const { conversationId } = await talk();
    const match = 'database.commitTransaction';
    const drop = { moment: 'after', match, times: 1 };
    await world.door.post('faults', { drop });
    expect(await handTo(chen.phone, conversationId, wu)).toBe('INTERNAL');
    await world.door.post('faults', { clear: true });
    const [handed] = await world.all('conversations', { _id: conversationId });
    expect(handed).toMatchObject({ staffId: wu.staffId, stamped: '' });
    await world.door.advance(5 * 60_000);
    await vi.waitFor(() => expectStamped(conversationId), {
      timeout: 10_000,
      interval: 50,
    });
    await expectSound();
  });
});
