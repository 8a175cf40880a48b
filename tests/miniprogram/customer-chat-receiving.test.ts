import { beforeEach, describe, expect, it } from 'vitest';
import { type CustomerChat } from '../../miniprogram/services/customer-chat';
import {
  AGENT,
  CONVERSATION,
  CUSTOMER,
  fresh,
  putCursors,
} from './support/fake-service';
import { Refusal } from './support/fake-cloud';
import { chatTools, enterChat } from './support/chat-tools';
import { createFakeWorld, type FakeWorld } from './support/fake-world';

let world: FakeWorld;
let chat: CustomerChat;

const { texts, put, agentSays } = chatTools(() => ({
  world,
  chat,
}));

async function enter(): Promise<void> {
  chat = await enterChat(world);
}

beforeEach(() => {
  world = createFakeWorld();
});

describe('receiving', () => {
  beforeEach(async () => {
    put('conversations', fresh(world.clock.now()));
    putCursors(put, CONVERSATION);
    await enter();
    await world.clock.advance(1_000);
  });

  it('[F003d] shows what the watch brings, each once and in order', async () => {
    agentSays('一', 1);
    agentSays('二', 2);
    world.cloud.db.repeatAll('messages');
    await world.clock.advance(100);
    expect(texts()).toEqual(['一', '二']);
  });

  it('puts what arrives out of order into order', async () => {
    agentSays('二', 2);
    await world.clock.advance(10);
    agentSays('一', 1);
    await world.clock.advance(10);
    expect(texts()).toEqual(['一', '二']);
  });

  it('reads what the watch has not brought as soon as it must doubt', async () => {
    const doc = { conversationId: CONVERSATION, customer: CUSTOMER };
    put('messages', {
      ...doc,
      _id: 'b0000000000000000001',
      agentOpenid: AGENT,
      agentUid: '-',
      from: AGENT,
      sentAt: 5,
      seq: 1,
      kind: 'text',
      body: { text: '很久以前写好，现在才发出' },
    });
    expect(texts()).toEqual([]);
    const open = world.cloud.db.get('conversations', CONVERSATION);
    put('conversations', { ...open, seq: 1 });
    await world.clock.advance(1_000);
    expect(texts()).toEqual(['很久以前写好，现在才发出']);
  });

  it('draws a placeholder for what breaks the contract', async () => {
    put('messages', {
      _id: 'x0000000000000000001',
      conversationId: CONVERSATION,
      customer: CUSTOMER,
      from: AGENT,
      sentAt: world.clock.now(),
      seq: 1,
      kind: 'text',
      body: 7,
    });
    await world.clock.advance(100);
    const [message] = chat.store.get().threads[CONVERSATION]?.messages ?? [];
    expect(message).toMatchObject({ unreadable: true, body: { text: '' } });
  });

  it('polls when every watch has died, and stops when they are back', async () => {
    world.cloud.refuse.add('watch messages');
    world.cloud.refuse.add('watch conversations');
    world.cloud.refuse.add('watch cursors');
    world.cloud.db.breakWatches();
    await world.clock.advance(1_000);
    expect(chat.store.get().connection).toBe('polling');
    agentSays('没有监听也要看到', 1);
    await world.clock.advance(16_000);
    expect(texts()).toEqual(['没有监听也要看到']);
    world.cloud.refuse.clear();
    await world.clock.advance(70_000);
    expect(chat.store.get().connection).toBe('live');
    world.cloud.db.operations.length = 0;
    await world.clock.advance(60_000);
    const reads = world.cloud.db.operations.filter((one) =>
      one.startsWith('get ')
    );
    expect(reads.length).toBeLessThanOrEqual(3);
  });

  it('notices a silent socket and reads what it has kept back', async () => {
    world.cloud.db.muteWatches();
    agentSays('听得到吗', 1);
    await world.clock.advance(130_000);
    expect(texts()).toEqual(['听得到吗']);
    agentSays('现在呢', 2);
    await world.clock.advance(1_000);
    expect(texts()).toEqual(['听得到吗', '现在呢']);
  });

  it('notices a silent socket within five seconds of asking something', async () => {
    chat.send('在吗');
    await world.clock.advance(1_000);
    world.cloud.db.muteWatches();
    agentSays('在的', 2);
    await world.clock.advance(4_000);
    expect(texts()).toContain('在的');
    agentSays('请讲', 3);
    await world.clock.advance(1_000);
    expect(texts()).toContain('请讲');
  });

  it('[A-N09] notices a silent socket within five seconds while he is there', async () => {
    await world.clock.advance(600_000);
    world.cloud.db.muteWatches();
    agentSays('有人吗', 1);
    await world.clock.advance(5_000);
    expect(texts()).toEqual([]);
    chat.touch();
    await world.clock.advance(5_000);
    expect(texts()).toEqual(['有人吗']);
    // Its watches were opened anew: from here on nothing is read.
    agentSays('看到了吗', 2);
    await world.clock.advance(100);
    expect(texts()).toEqual(['有人吗', '看到了吗']);
  });

  it('[A-N09] reads at most once in 4.5 seconds for that, and rests after 20', async () => {
    const reads = () =>
      world.cloud.db.operations.filter((one) => one.startsWith('get '));
    await world.clock.advance(60_000);
    world.cloud.db.operations.length = 0;
    for (let second = 0; second < 60; second += 1) {
      chat.touch();
      await world.clock.advance(1_000);
    }
    expect(reads().length).toBeGreaterThanOrEqual(12);
    expect(reads().length).toBeLessThanOrEqual(14);
    expect(new Set(reads())).toEqual(new Set(['get conversations']));
    await world.clock.advance(25_000);
    world.cloud.db.operations.length = 0;
    await world.clock.advance(110_000);
    expect(reads()).toEqual([]);
  });

  it('[A-N09] reads nothing for it while somebody writes to him', async () => {
    await world.clock.advance(60_000);
    world.cloud.db.operations.length = 0;
    for (let seq = 1; seq <= 15; seq += 1) {
      chat.touch();
      agentSays(`第 ${seq} 条`, seq);
      await world.clock.advance(4_000);
    }
    const reads = world.cloud.db.operations.filter((one) =>
      one.startsWith('get ')
    );
    expect(reads).toEqual([]);
  });

  it('believes a socket longer the longer nobody answers', async () => {
    chat.send('在吗');
    await world.clock.advance(1_000);
    world.cloud.db.operations.length = 0;
    await world.clock.advance(600_000);
    const reads = world.cloud.db.operations.filter((one) =>
      one.startsWith('get ')
    );
    expect(reads.length).toBeLessThanOrEqual(12);
  });

  it('opens a silent watch anew when an own message does not come back', async () => {
    world.cloud.db.muteWatches();
    world.cloud.on('conversation.afterSend', () => {
      throw new Refusal('BUSY');
    });
    chat.send('喂');
    await world.clock.advance(10_000);
    expect(world.warnings).toContain('watch.messages.no-echo');
    agentSays('在的', 1);
    await world.clock.advance(1_000);
    expect(texts()).toContain('在的');
  });

  it('closes its watches when hidden and catches up when shown', async () => {
    expect([...world.cloud.db.openWatches()].sort()).toEqual([
      'conversations',
      'cursors',
      'messages',
    ]);
    chat.hide();
    await world.clock.advance(10);
    expect(world.cloud.db.openWatches()).toEqual([]);
    for (let seq = 1; seq <= 45; seq++) agentSays(`第 ${seq} 条`, seq);
    await world.clock.advance(600_000);
    chat.show();
    await world.clock.advance(2_000);
    expect(texts()).toHaveLength(45);
    expect(world.cloud.db.openWatches()).toHaveLength(3);
  });

  it('[F007d] tells how far he has read, at most once in two seconds', async () => {
    const cursor = () =>
      world.cloud.db.get('cursors', `${CONVERSATION}.c`)?.readSeq;
    world.cloud.db.operations.length = 0;
    for (let seq = 1; seq <= 10; seq++) {
      agentSays(`第 ${seq} 条`, seq);
      await world.clock.advance(100);
    }
    await world.clock.advance(2_000);
    expect(cursor()).toBe(10);
    const writes = world.cloud.db.operations.filter(
      (one) => one === 'update cursors'
    );
    expect(writes.length).toBeLessThanOrEqual(3);
  });

  it('does not read while nobody looks', async () => {
    chat.hide();
    agentSays('一', 1);
    await world.clock.advance(10_000);
    const cursor = world.cloud.db.get('cursors', `${CONVERSATION}.c`);
    expect(cursor).toMatchObject({ readSeq: 0, lookingAt: 0 });
  });

  it('[F007a] reads history upward, twenty a page, until its beginning', async () => {
    chat.stop();
    world = createFakeWorld();
    put('conversations', fresh(world.clock.now()));
    for (let seq = 1; seq <= 50; seq++) agentSays(`第 ${seq} 条`, seq);
    await world.clock.advance(3_600_000);
    await enter();
    expect(texts()).toHaveLength(20);
    await chat.loadOlder();
    expect(texts()).toHaveLength(40);
    await chat.loadOlder();
    expect(texts()).toHaveLength(50);
    expect(texts()[0]).toBe('第 1 条');
    // Nor in an earlier conversation.
    await chat.loadOlder();
    expect(chat.store.get().historyEnd).toBe(true);
    world.cloud.db.operations.length = 0;
    await chat.loadOlder();
    expect(world.cloud.db.operations).toEqual([]);
  });
});
