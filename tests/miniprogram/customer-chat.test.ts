import { beforeEach, describe, expect, it } from 'vitest';
import {
  createCustomerChat,
  type CustomerChat,
} from '../../miniprogram/services/customer-chat';
import { AGENT, CONVERSATION, CUSTOMER, fresh } from './support/fake-service';
import { Refusal } from './support/fake-cloud';
import { chatTools, enterChat } from './support/chat-tools';
import { createFakeWorld, type FakeWorld } from './support/fake-world';

let world: FakeWorld;
let chat: CustomerChat;

const { texts, stored, pending, put, agentSays } = chatTools(() => ({
  world,
  chat,
}));

const begin = () => createCustomerChat(world.ports());
async function enter(): Promise<void> {
  chat = await enterChat(world);
}

beforeEach(() => {
  world = createFakeWorld();
});

describe('entering', () => {
  it('[F002c] writes nothing but the entry until the first message', async () => {
    await enter();
    expect(chat.store.get().phase).toBe('ready');
    expect(chat.store.get().conversation).toBeNull();
    expect(world.cloud.calls).toEqual(['conversation.enter']);
    expect(world.cloud.db.all('conversations')).toEqual([]);
  });

  it('[F002a] shows the thread of a returning customer', async () => {
    put('conversations', fresh(world.clock.now()));
    agentSays('您好', 1);
    await enter();
    expect(texts()).toEqual(['您好']);
  });

  it('[US001] a code scanned while the first entry is under way is entered too', async () => {
    chat = begin();
    void chat.open();
    void chat.open({ scene: 'k7m2p9' });
    chat.show();
    await world.clock.advance(50);
    expect(world.cloud.calls).toEqual([
      'conversation.enter',
      'conversation.enter',
    ]);
  });

  it('keeps trying while the cloud cannot be reached', async () => {
    world.cloud.setReachable(false);
    await enter();
    expect(chat.store.get().phase).toBe('loading');
    expect(chat.store.get().failed).toBe(true);
    world.cloud.setReachable(true);
    await world.clock.advance(5_000);
    expect(chat.store.get().phase).toBe('ready');
  });

  it('paints the last thread from this phone before the cloud answers', async () => {
    put('conversations', fresh(world.clock.now()));
    agentSays('您好', 1);
    await enter();
    await world.clock.advance(1_000);
    chat.stop();
    world.cloud.setReachable(false);
    await enter();
    expect(chat.store.get().phase).toBe('cached');
    expect(texts()).toEqual(['您好']);
  });
});

describe('sending', () => {
  it('[A-N14] what is said before it is known who he is leaves once, in order', async () => {
    world.cloud.setReachable(false);
    await enter();
    expect(chat.send('我先说')).toBe('');
    expect(chat.send('再说一句')).toBe('');
    expect(() => chat.send('长'.repeat(5_000))).toThrow();
    world.cloud.setReachable(true);
    await world.clock.advance(10_000);
    expect(texts()).toEqual(['我先说', '再说一句']);
    expect(stored()).toHaveLength(2);
    expect(chat.drafts.get('customer')).toBe('');
  });

  it('[A-BR09] makes the conversation with the first message, in order', async () => {
    await enter();
    chat.send('一');
    chat.send('二');
    chat.send('三');
    expect(pending().map((entry) => entry.text)).toEqual(['一', '二', '三']);
    await world.clock.advance(3_000);
    expect(texts()).toEqual(['一', '二', '三']);
    expect(pending()).toEqual([]);
    const starts = world.cloud.calls.filter(
      (call) => call === 'conversation.start'
    );
    expect(starts).toHaveLength(1);
    expect(chat.store.get().threads[CONVERSATION]?.readThrough).toBe(3);
  });

  it('writes later messages directly, with seq 0 and a past sentAt', async () => {
    await enter();
    chat.send('一');
    await world.clock.advance(3_000);
    world.cloud.on('conversation.afterSend', () => {
      throw new Refusal('BUSY');
    });
    const id = chat.send('二');
    await world.clock.settle();
    expect(world.cloud.db.get('messages', id)).toEqual({
      _id: id,
      conversationId: CONVERSATION,
      customer: CUSTOMER,
      agentOpenid: AGENT,
      agentUid: '-',
      from: CUSTOMER,
      sentAt: world.clock.now() - 500,
      seq: 0,
      kind: 'text',
      body: { text: '二' },
    });
  });

  it('[F003f] takes a refused write that is there for delivered', async () => {
    await enter();
    chat.send('一');
    await world.clock.advance(3_000);
    world.cloud.loseAnswer.add('add messages');
    chat.send('二');
    await world.clock.advance(1_000);
    expect(texts()).toEqual(['一', '二']);
    expect(pending()).toEqual([]);
    expect(world.cloud.calls).not.toContain('conversation.send');
  });

  it('falls back to the function when the platform refuses', async () => {
    await enter();
    chat.send('一');
    await world.clock.advance(3_000);
    world.cloud.refuse.add('add messages');
    chat.send('二');
    await world.clock.advance(1_000);
    expect(texts()).toEqual(['一', '二']);
    expect(world.cloud.calls).toContain('conversation.send');
    expect(stored()).toHaveLength(2);
  });

  it('reopens with the same message when the conversation was closed', async () => {
    await enter();
    chat.send('一');
    await world.clock.advance(3_000);
    chat.hide();
    const open = world.cloud.db.get('conversations', CONVERSATION);
    put('conversations', { ...open, state: 'closed' });
    world.cloud.refuse.add('add messages');
    chat.send('还有');
    await world.clock.advance(3_000);
    expect(pending()).toEqual([]);
    expect(stored().map((one) => one.body)).toEqual([
      { text: '一' },
      { text: '还有' },
    ]);
    expect(
      world.cloud.calls.filter((one) => one.endsWith('start'))
    ).toHaveLength(2);
  });

  it('[F003b] keeps a finally refused one in its place, to be sent again', async () => {
    await enter();
    chat.send('一');
    await world.clock.advance(3_000);
    world.cloud.refuse.add('add messages');
    world.cloud.on('conversation.send', () => {
      throw new Refusal('RATE_LIMITED', '操作太频繁', 1);
    });
    const id = chat.send('二');
    await world.clock.advance(1_000);
    expect(pending()).toMatchObject([
      { id, state: 'failed', reason: { code: 'RATE_LIMITED', retryAt: 1 } },
    ]);
    world.cloud.refuse.clear();
    chat.resend(id);
    await world.clock.advance(1_000);
    expect(pending()).toEqual([]);
    expect(world.cloud.db.get('messages', id)).toBeDefined();
  });

  it('refuses a text over the limit at once and stores nothing', async () => {
    await enter();
    expect(() => chat.send('长'.repeat(2_001))).toThrow('内容过长');
    expect(pending()).toEqual([]);
  });

  it('shares one after-send among a burst', async () => {
    await enter();
    chat.send('一');
    await world.clock.advance(3_000);
    world.cloud.calls.length = 0;
    for (let i = 0; i < 10; i++) chat.send(`第 ${i} 条`);
    await world.clock.advance(3_000);
    const calls = world.cloud.calls.filter((one) => one.endsWith('afterSend'));
    expect(calls.length).toBeLessThanOrEqual(4);
    expect(texts()).toHaveLength(11);
    const seqs = chat.store
      .get()
      .threads[CONVERSATION]?.messages.map((one) => one.seq);
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('asks for no after-send when told so', async () => {
    chat = createCustomerChat(world.ports(), { afterSend: false });
    void chat.open();
    chat.show();
    await world.clock.advance(50);
    chat.send('一');
    await world.clock.advance(5_000);
    expect(stored()).toHaveLength(1);
    expect(world.cloud.calls).not.toContain('conversation.afterSend');
  });
});

describe('a draft', () => {
  it('survives a kill 300 ms after the last key', async () => {
    await enter();
    chat.drafts.set('customer', '写到一半');
    await world.clock.advance(300);
    chat.stop();
    expect(begin().drafts.get('customer')).toBe('写到一半');
  });
});
