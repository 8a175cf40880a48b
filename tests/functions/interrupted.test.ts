import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Message } from '../../domain/message/schema';
import { outgoing } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let agent: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001', { capacity: 200 });
});
afterAll(() => world.stop());

/** What people said, without the lines of the system between. */
const saidBy = (whose: Record<string, unknown>) =>
  world.all<Message>('messages', { ...whose, senderType: { $ne: 'system' } });

/** Where a call can die: before a step, or when its answer is lost. */
const deaths: [string, Record<string, unknown>][] = [
  ...[
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
  ]),
];

interface Struck {
  failure: { left: number } | null;
  drop: { left: number } | null;
}

/** Tries until it works, as an outbox does; nothing else is done. */
async function insist(
  death: Record<string, unknown>,
  act: () => Promise<string>
): Promise<void> {
  await world.door.post('faults', death);
  const codes: string[] = [];
  do codes.push(await act());
  while (codes.at(-1) !== 'OK' && codes.length < 5);
  const { failure, drop } = await world.door.get<Struck>('faults');
  expect((failure ?? drop)?.left).toBe(0);
  await world.door.post('faults', { clear: true });
  expect(codes.at(-1)).toBe('OK');
  for (const code of codes.slice(0, -1)) expect(code).toBe('INTERNAL');
}

describe('a call that dies half-way and is made again', () => {
  for (const [when, death] of deaths) {
    it(`leaves one conversation, assigned, with one message: ${when}`, async () => {
      const customer = world.customerPhone();
      await customer.ask('conversation.enter', {});
      const message = outgoing('你好', Date.now());
      await insist(death, () =>
        customer.refusal('conversation.start', { message })
      );
      const made = await world.all<Conversation>('conversations', {
        customer: customer.me,
      });
      expect(made).toHaveLength(1);
      expect(made[0]).toMatchObject({ state: 'active', seq: 1 });
      const messages = await saidBy({ customer: customer.me });
      expect(messages).toHaveLength(1);
      expect(await world.all('arrivals')).toEqual([]);
    });

    it(`numbers every message once: ${when}`, async () => {
      const customer = world.customerPhone();
      const { conversation } = await customer.says('你好');
      const { _id: conversationId } = conversation;
      await customer.writes(conversation, '一');
      await agent.phone.writes(conversation, '二');
      await customer.writes(conversation, '三');
      await insist(death, () =>
        customer.refusal('conversation.afterSend', { conversationId })
      );
      const messages = await saidBy({ conversationId });
      expect(messages.map(({ seq }) => seq).sort()).toEqual([1, 2, 3, 4]);
      const [after] = await world.all('conversations', { _id: conversationId });
      expect(after).toMatchObject({
        seq: 4,
        unreadAgent: 1,
        unreadCustomer: 0,
        lastText: '三',
      });
      const pushes = await world.all('pushes', { conversationId });
      expect(pushes).toHaveLength(1);
    });

    it(`takes one from his load by closing: ${when}`, async () => {
      const customer = world.customerPhone();
      const { conversation } = await customer.says('你好');
      const load = async () => {
        const [staff] = await world.all<{ load: number }>('staff', {
          _id: agent.staffId,
        });
        return staff?.load ?? 0;
      };
      const before = await load();
      await insist(death, () =>
        customer.refusal('conversation.close', {
          conversationId: conversation._id,
          reason: 'customer',
        })
      );
      expect(await load()).toBe(before - 1);
    });

    it(`hands all of a disabled agent’s conversations back: ${when}`, async () => {
      const admin = await world.web();
      await admin.signsIn('ADMIN', 'admin-password');
      await agent.phone.ask('account.presence', { state: 'busy' });
      const code = `L${Math.random().toString(36).slice(2, 8)}`;
      const leaving = await world.hire(code);
      const told = [];
      for (const text of ['一', '二']) {
        told.push(await world.customerPhone().says(text));
      }
      await agent.phone.ask('account.presence', { state: 'online' });
      const { staffId } = leaving;
      expect(told.map(({ conversation }) => conversation.staffId)).toEqual([
        staffId,
        staffId,
      ]);
      await insist(death, () => admin.refusal('staff.disable', { staffId }));
      const his = await world.all('conversations', { staffId });
      expect(his).toEqual([]);
      for (const { conversation } of told) {
        const [now] = await world.all('conversations', {
          _id: conversation._id,
        });
        expect(now).toMatchObject({
          state: 'active',
          staffId: agent.staffId,
          stamped: agent.staffId,
        });
      }
      const [staff] = await world.all('staff', { _id: staffId });
      expect(staff).toMatchObject({ load: 0, status: 'disabled' });
      expect(await world.all('jobs')).toEqual([]);
    });
  }
});
