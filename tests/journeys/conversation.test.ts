import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { agentPhone, customerPhone } from '../support/phone';
import { startWorld, type World } from '../support/world';

const SOON = { timeout: 10_000, interval: 10 };
/** Polling may take its time, and so may the way back to a watch. */
const POLLED = { timeout: 30_000, interval: 20 };

let world: World;
const open: { stop(): void }[] = [];

beforeEach(async () => {
  world = await startWorld();
});

afterEach(async () => {
  for (const phone of open.splice(0)) phone.stop();
  await world.stop();
});

async function openPhones(options: { afterSend?: boolean } = {}) {
  const chen = await world.hire('A1024', { signIn: false });
  const agent = agentPhone(world, 'phone-of-chen', options);
  open.push(agent);
  await agent.signIn({ staffCode: chen.staffCode, password: chen.password });
  agent.show();
  const customer = customerPhone(world, 'phone-of-li', options);
  open.push(customer);
  await customer.open();
  customer.show();
  return { agent, customer };
}

type Phones = Awaited<ReturnType<typeof openPhones>>;

const textsAt = (phone: Phones['agent'] | Phones['customer'], id: string) =>
  (phone.store.get().threads[id]?.messages ?? [])
    .filter((message) => message.seq > 0 && message.senderType !== 'system')
    .map((message) => message.body.text);

function lastSeqOf(
  phone: Phones['agent'] | Phones['customer'],
  id: string,
  side: string
): number {
  const own = phone.store
    .get()
    .threads[id]!.messages.filter((one) => one.senderType === side);
  return Math.max(...own.map(({ seq }) => seq));
}

async function startTalking({ agent, customer }: Phones): Promise<string> {
  customer.send('昨天起一直上传失败');
  const id = await vi.waitFor(() => {
    const [conversation] = agent.store.get().open;
    expect(conversation?.state).toBe('active');
    return conversation!._id;
  }, SOON);
  agent.focusOn(id);
  return id;
}

test('[F003d] [US005] a customer starts, an agent is assigned, both write directly, read, close and rate', async () => {
  const phones = await openPhones();
  const { agent, customer } = phones;
  const id = await startTalking(phones);

  agent.send(id, '您好，机构编码变过吗');
  customer.send('上周换过名称');
  customer.send('还有别的办法吗');

  const said = [
    '昨天起一直上传失败',
    '您好，机构编码变过吗',
    '上周换过名称',
    '还有别的办法吗',
  ];
  await vi.waitFor(() => {
    expect(textsAt(customer, id).toSorted()).toEqual(said.toSorted());
    expect(textsAt(agent, id)).toEqual(textsAt(customer, id));
  }, SOON);

  await vi.waitFor(() => {
    const seen = customer.store.get().cursors[id]?.readSeq;
    const heard = agent.store.get().cursors[id]?.readSeq;
    expect(seen).toBeGreaterThanOrEqual(lastSeqOf(customer, id, 'customer'));
    expect(heard).toBeGreaterThanOrEqual(lastSeqOf(agent, id, 'agent'));
  }, SOON);

  await agent.close(id, 'resolved');
  await vi.waitFor(
    () => expect(customer.store.get().conversation?.state).toBe('closed'),
    SOON
  );
  await customer.rate({ score: 5, resolved: true });
  await vi.waitFor(
    () =>
      expect(customer.store.get().conversation?.rating).toEqual({
        score: 5,
        resolved: true,
      }),
    SOON
  );

  const stored = await world.all<{ _id: string; _openid?: string }>(
    'messages',
    { conversationId: id, senderType: { $ne: 'system' } }
  );
  const direct = stored.filter((message) => message._openid);
  expect(stored).toHaveLength(said.length);
  expect(direct).toHaveLength(said.length - 1);
  expect(customer.store.get().pending).toEqual([]);
  expect(agent.store.get().pending).toEqual([]);
});

test('[A-N14] sockets that are cut in the middle lose nothing and double nothing', async () => {
  const phones = await openPhones();
  const { agent, customer } = phones;
  const id = await startTalking(phones);

  const said = ['昨天起一直上传失败'];
  for (let round = 0; round < 6; round++) {
    await world.door.post('faults', { cutSockets: true });
    customer.send(`客户 ${round}`);
    agent.send(id, `客服 ${round}`);
    said.push(`客户 ${round}`, `客服 ${round}`);
  }

  await vi.waitFor(() => {
    expect(textsAt(agent, id).toSorted()).toEqual(said.toSorted());
    expect(textsAt(customer, id)).toEqual(textsAt(agent, id));
  }, SOON);
});

test('[F003e] without after-send in the client everything still arrives through the sweep', async () => {
  const phones = await openPhones({ afterSend: false });
  const { agent, customer } = phones;
  const id = await startTalking(phones);
  for (let n = 0; n < 5; n++) customer.send(`没有人报告的第 ${n} 条`);
  await vi.waitFor(
    () => expect(customer.store.get().pending).toEqual([]),
    SOON
  );

  await world.door.advance(5 * 60_000);

  await vi.waitFor(() => {
    expect(textsAt(agent, id)).toHaveLength(6);
    expect(textsAt(customer, id)).toEqual(textsAt(agent, id));
    expect(agent.store.get().conversations[id]?.lastText).toContain('第 4 条');
  }, SOON);
});

test('[X11] [A-N09] where watch is refused by quota, polling takes its place unnoticed, to the end and back', async () => {
  await world.door.put('switches', { watchEnabled: false });
  const phones = await openPhones();
  const { agent, customer } = phones;
  const id = await startTalking(phones);

  agent.send(id, '轮询也一样');

  await vi.waitFor(
    () => expect(textsAt(customer, id)).toContain('轮询也一样'),
    POLLED
  );
  expect(textsAt(agent, id)).toEqual(textsAt(customer, id));

  customer.send('那我先用着');
  await vi.waitFor(
    () => expect(textsAt(agent, id)).toContain('那我先用着'),
    POLLED
  );
  await agent.close(id, 'resolved');
  await vi.waitFor(
    () => expect(customer.store.get().conversation?.state).toBe('closed'),
    POLLED
  );
  await customer.rate({ score: 4, resolved: true });
  expect(customer.store.get().conversation?.rating?.score).toBe(4);
  expect(customer.store.get().connection).toBe('polling');

  await world.door.put('switches', { watchEnabled: true });
  await vi.waitFor(
    () => expect(customer.store.get().connection).toBe('live'),
    POLLED
  );
});
