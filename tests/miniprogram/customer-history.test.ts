import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerChat } from '../../miniprogram/services/customer-chat';
import { customerItems } from '../../miniprogram/views/customer-thread';
import { cut, firstShown } from '../../miniprogram/views/thread-window';
import type { ThreadItem } from '../../miniprogram/views/thread-view';
import { AGENT, CUSTOMER, fresh } from './support/fake-service';
import { enterChat } from './support/chat-tools';
import type { Doc } from './support/fake-database';
import { createFakeWorld, type FakeWorld } from './support/fake-world';

let world: FakeWorld;
let chat: CustomerChat;

const DAY = 24 * 60 * 60_000;
const idOf = (n: number) => `c${String(n).padStart(19, '0')}`;

/** `length` messages of a conversation that began `days` ago. */
function talked(n: number, days: number, length: number, patch: object = {}) {
  const began = world.clock.now() - days * DAY;
  const put = (name: string, doc: object) =>
    world.cloud.db.put(name, doc as Doc);
  for (let seq = 1; seq <= length; seq++) {
    put('messages', {
      _id: `m${n}${String(seq).padStart(18, '0')}`,
      conversationId: idOf(n),
      customer: CUSTOMER,
      agentOpenid: AGENT,
      agentUid: '-',
      from: CUSTOMER,
      sentAt: began + seq,
      at: began + seq,
      seq,
      kind: 'text',
      body: { text: `${n}.${seq}` },
    });
  }
  const lastAt = began + length;
  const closed = days > 0 ? { state: 'closed', closedAt: lastAt } : {};
  put('conversations', {
    ...fresh(began, { seq: length, lastAt, ...closed, ...patch }),
    _id: idOf(n),
  });
}

const items = () => customerItems(chat.store.get(), world.clock.now());
const texts = () =>
  items().flatMap((item) => (item.type === 'message' ? [item.text] : []));

beforeEach(() => {
  world = createFakeWorld();
});

describe('one thread over all conversations', () => {
  it('[F002a] [F007a] goes on upward into earlier conversations, a page at a time', async () => {
    for (let n = 1; n <= 5; n++) talked(n, 6 - n, 25);
    chat = await enterChat(world);
    expect(texts()).toHaveLength(20);
    const lengths: number[] = [];
    while (!chat.store.get().historyEnd) {
      await chat.loadOlder();
      lengths.push(texts().length);
    }
    const all = [1, 2, 3, 4, 5].flatMap((n) =>
      Array.from({ length: 25 }, (_, i) => `${n}.${i + 1}`)
    );
    expect(texts()).toEqual(all);
    const steps = lengths.map((length, i) => length - (lengths[i - 1] ?? 20));
    expect(Math.max(...steps)).toBeLessThanOrEqual(20);
    const seams = items().filter((item) => item.type === 'seam');
    expect(seams).toHaveLength(5);
    expect(new Set(items().map(({ key }) => key)).size).toBe(items().length);
  });

  it('[F002a] names who served where that has changed', async () => {
    talked(1, 1, 2, { agentCard: { name: '周航', avatar: '', specialty: '' } });
    talked(2, 0, 2);
    chat = await enterChat(world);
    await chat.loadOlder();
    const lines = items().filter((item) => item.type === 'line');
    expect(lines.map((line) => 'text' in line && line.text)).toEqual([
      '由 陈雨桐 为您服务',
    ]);
  });

  it('[F003f] puts what waits at the end, also when an earlier one is failed', async () => {
    talked(1, 1, 1);
    talked(2, 0, 1);
    chat = await enterChat(world);
    await chat.loadOlder();
    world.setOnline(false);
    chat.send('等待中');
    expect(texts()).toEqual(['1.1', '2.1', '等待中']);
  });
});

describe('cutting a long thread', () => {
  const thread = (from: number, to: number): ThreadItem[] =>
    Array.from({ length: to - from }, (_, i) => [
      ...((from + i) % 5
        ? []
        : [{ key: `t${from + i}`, type: 'time', text: '' }]),
      { key: `m${from + i}`, type: 'message' },
    ]).flat() as ThreadItem[];
  const shape = (borders: Set<string>, from: number, to: number) =>
    new Map(
      cut(thread(from, to), borders).map(({ key, items }) => [
        key,
        items.map((item) => item.key).join(),
      ])
    );

  it('[F007a] keeps every chunk as it is while the thread grows at both ends', () => {
    const borders = new Set<string>();
    const before = shape(borders, 100, 140);
    const after = shape(borders, 57, 150);
    const last = [...before.keys()].pop();
    for (const [key, items] of before) {
      if (key !== last) expect(after.get(key)).toBe(items);
      else expect(after.get(key)?.startsWith(items)).toBe(true);
    }
  });

  it('leaves nothing out, and no chunk holds more than three messages', () => {
    const borders = new Set<string>();
    shape(borders, 100, 107);
    const chunks = cut(thread(3, 161), borders);
    expect(chunks.flatMap(({ items }) => items)).toEqual(thread(3, 161));
    const lengths = chunks.map(
      ({ items }) => items.filter(({ type }) => type === 'message').length
    );
    expect(Math.max(...lengths)).toBeLessThanOrEqual(3);
    expect(new Set(chunks.map(({ key }) => key)).size).toBe(chunks.length);
  });

  it('begins with the last of a long thread only', () => {
    const chunks = cut(thread(0, 500), new Set());
    const shown = chunks.slice(firstShown(chunks)).flatMap((one) => one.items);
    expect(shown.length).toBeLessThan(50);
    expect(shown[shown.length - 1]?.key).toBe('m499');
  });
});
