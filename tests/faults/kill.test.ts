import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { agentPhone, customerPhone } from '../support/phone';
import { sized } from '../support/sized';
import { startWorld, type World } from '../support/world';

const SENDS = sized(200, 1_000);
/** Every fourth of them strikes between the commit and the answer. */
const KILLS = sized(4, 12);
const SOON = { timeout: 60_000, interval: 25 };

let dataDir: string;
let world: World;
const open: { stop(): void }[] = [];

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'kill-'));
  world = await startWorld({ dataDir });
});

afterEach(async () => {
  for (const phone of open.splice(0)) phone.stop();
  await world.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function openPhones() {
  const chen = await world.hire('A1024', { signIn: false });
  // Nobody says as much within an hour, and is silenced for it.
  await world.settings('limits', { messagesPerHour: 100_000 });
  // That moved the clock, which the next start forgets: rather now.
  await world.cloud.kill();
  await world.cloud.restart();
  const agent = agentPhone(world, 'phone-of-chen');
  const customer = customerPhone(world, 'phone-of-li');
  open.push(agent, customer);
  await agent.signIn({ staffCode: chen.staffCode, password: chen.password });
  agent.show();
  await customer.open();
  customer.show();
  customer.send('开始');
  const id = await vi.waitFor(() => {
    const [conversation] = agent.store.get().open;
    expect(conversation?.state).toBe('active');
    return conversation!._id;
  }, SOON);
  agent.focusOn(id);
  return { agent, customer, id };
}

type Phones = Awaited<ReturnType<typeof openPhones>>;

/** Ids of messages that the sender was told are stored. */
function acknowledged(sent: readonly string[], { agent, customer }: Phones) {
  const waiting = new Set(
    [...agent.store.get().pending, ...customer.store.get().pending].map(
      (entry) => entry.id
    )
  );
  return sent.filter((id) => !waiting.has(id));
}

async function storedIds(conversationId: string): Promise<Set<string>> {
  const rows = await world.all<{ _id: string }>('messages', {
    conversationId,
  });
  return new Set(rows.map((row) => row._id));
}

/** Ends the cloud in the middle of the sending, one way or the other. */
async function killOnce(round: number): Promise<void> {
  if (round % 4 === 0) {
    await world.door.post('faults', {
      crash: { at: 'after-commit', action: 'database.addDocument', skip: 3 },
    });
    await world.cloud.exited();
  } else {
    await world.cloud.kill();
  }
}

function textsAt(phone: Phones['agent'] | Phones['customer'], id: string) {
  return (phone.store.get().threads[id]?.messages ?? [])
    .filter((message) => message.seq > 0)
    .map((message) => `${message.seq} ${message.body.text}`);
}

test(`[A-N14] [A-N13] ${KILLS} kills in the middle of ${SENDS} sends lose no acknowledged message and double none`, async () => {
  const phones = await openPhones();
  const { agent, customer, id } = phones;
  const sent: string[] = [];
  const perRound = Math.ceil(SENDS / KILLS);
  let n = 0;
  for (let round = 0; round < KILLS; round++) {
    for (let i = 0; i < perRound && n < SENDS; i++, n++) {
      sent.push(
        n % 2 === 0 ? customer.send(`客户 ${n}`) : agent.send(id, `客服 ${n}`)
      );
    }
    const before = acknowledged(sent, phones).length;
    await vi.waitFor(
      () =>
        expect(acknowledged(sent, phones).length).toBeGreaterThan(
          Math.min(before + 20, sent.length - 10)
        ),
      SOON
    );
    await killOnce(round);
    const promised = acknowledged(sent, phones);
    await world.cloud.restart();
    const stored = await storedIds(id);
    expect(promised.filter((one) => !stored.has(one))).toEqual([]);
  }

  await vi.waitFor(
    () => expect(acknowledged(sent, phones)).toHaveLength(SENDS),
    SOON
  );
  const rows = await vi.waitFor(async () => {
    const all = await world.all<{
      _id: string;
      seq: number;
      from: string;
      body: { text: string };
      senderType: string;
    }>('messages', { conversationId: id });
    expect(all.every((row) => row.seq > 0)).toBe(true);
    return all.toSorted((a, b) => a.seq - b.seq);
  }, SOON);

  const spoken = rows.filter((row) => row.senderType !== 'system');
  expect(spoken.map((row) => row.seq)).toEqual(spoken.map((_, i) => i + 1));
  expect(new Set(spoken.map((row) => row.body.text)).size).toBe(spoken.length);
  expect(spoken).toHaveLength(SENDS + 1);
  for (const word of ['客户', '客服']) {
    const own = spoken
      .filter((row) => row.body.text.startsWith(word))
      .map((row) => Number(row.body.text.slice(3)));
    expect(own).toEqual(own.toSorted((a, b) => a - b));
  }
  await vi.waitFor(() => {
    const order = textsAt(agent, id);
    expect(order.length).toBeGreaterThan(SENDS * 0.9);
    expect(order).toEqual(textsAt(customer, id));
  }, SOON);

  const marker = path.join(dataDir, 'crashes.log');
  expect(existsSync(marker)).toBe(true);
  const between = readFileSync(marker, 'utf8').trim().split('\n').length;
  expect(between).toBeGreaterThanOrEqual(KILLS / 10);
  console.log(`${KILLS} kills, ${between} of them after the commit`);
}, 300_000);
