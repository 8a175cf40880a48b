import { beforeEach, describe, expect, it } from 'vitest';
import {
  createCustomerChat,
  type CustomerChat,
} from '../../miniprogram/services/customer-chat';
import type { Doc } from './support/fake-database';
import {
  AGENT,
  CONVERSATION,
  CUSTOMER,
  fresh,
  putCursors,
} from './support/fake-service';
import { Refusal } from './support/fake-cloud';
import { createFakeWorld, type FakeWorld } from './support/fake-world';

let world: FakeWorld;
let chat: CustomerChat;

const texts = () =>
  chat.store
    .get()
    .threads[CONVERSATION]?.messages.map((message) => message.body.text) ?? [];
const stored = () => world.cloud.db.all('messages');
const pending = () => chat.store.get().pending;
const put = (name: string, doc: object) => world.cloud.db.put(name, doc as Doc);

/** The agent writes and it is numbered, as after-send would do. */
function agentSays(text: string, seq: number): void {
  const at = world.clock.now();
  put('messages', {
    _id: `a${String(seq).padStart(19, '0')}`,
    conversationId: CONVERSATION,
    customer: CUSTOMER,
    agentOpenid: AGENT,
    agentUid: '-',
    from: AGENT,
    sentAt: at,
    at,
    seq,
    kind: 'text',
    body: { text },
  });
  const before = world.cloud.db.get('conversations', CONVERSATION);
  put('conversations', { ...before, seq, lastAt: at, lastText: text });
}

function begin(): CustomerChat {
  return createCustomerChat(world.ports());
}

async function enter(): Promise<void> {
  chat = begin();
  void chat.open();
  chat.show();
  await world.clock.advance(50);
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

describe('the network goes', () => {
  it('[F003f] delivers everything in order once it is back', async () => {
    await enter();
    chat.send('一');
    await world.clock.advance(3_000);
    world.setOnline(false);
    world.cloud.setReachable(false);
    world.cloud.db.breakWatches();
    chat.send('二');
    chat.send('三');
    await world.clock.advance(60_000);
    expect(chat.store.get().connection).toBe('unreachable');
    expect(pending().map((entry) => entry.text)).toEqual(['二', '三']);
    world.cloud.setReachable(true);
    world.setOnline(true);
    await world.clock.advance(3_000);
    expect(pending()).toEqual([]);
    expect(texts()).toEqual(['一', '二', '三']);
    expect(chat.store.get().connection).toBe('live');
  });
});

/** The app is killed and started again; the phone's storage stays. */
async function killAndStart(): Promise<void> {
  chat.stop();
  await world.clock.advance(100);
  world.cloud.refuse.clear();
  world.cloud.loseAnswer.clear();
  world.cloud.setReachable(true);
  await enter();
  await world.clock.advance(60_000);
}

describe('the app is killed', () => {
  const STEPS: [name: string, before: (cloud: FakeWorld['cloud']) => void][] = [
    ['before anything was sent', (cloud) => cloud.setReachable(false)],
    [
      'after the write, before its answer',
      (cloud) => {
        cloud.loseAnswer.add('add messages');
        cloud.refuse.add('get messages');
        cloud.on('conversation.send', () => {
          throw new Refusal('BUSY');
        });
      },
    ],
    [
      'after the answer, before after-send',
      (cloud) => {
        cloud.on('conversation.afterSend', () => {
          throw new Refusal('BUSY');
        });
      },
    ],
  ];

  it.each(STEPS)('[F003f] %s: there once, in order', async (_name, before) => {
    await enter();
    chat.send('一');
    await world.clock.advance(3_000);
    const afterSend = world.cloud.calls.length;
    before(world.cloud);
    const second = chat.send('二');
    const third = chat.send('三');
    await world.clock.advance(500);
    expect(world.cloud.calls.length).toBeGreaterThanOrEqual(afterSend);
    await killAndStart();
    expect(pending()).toEqual([]);
    const ids = stored().map((one) => one._id);
    expect(new Set(ids).size).toBe(3);
    expect(ids).toEqual(expect.arrayContaining([second, third]));
    expect(texts()).toEqual(['一', '二', '三']);
  });

  it('[F003f] with the first message under way: one conversation, one message', async () => {
    await enter();
    world.cloud.loseAnswer.add('call conversation.start');
    chat.send('一');
    await world.clock.advance(200);
    expect(pending()).toHaveLength(1);
    await killAndStart();
    expect(stored()).toHaveLength(1);
    expect(pending()).toEqual([]);
    expect(texts()).toEqual(['一']);
  });

  it('never sends what another account of this phone has written', async () => {
    await enter();
    world.cloud.setReachable(false);
    chat.send('私话');
    await world.clock.advance(500);
    chat.stop();
    world.cloud.setReachable(true);
    const before = world.cloud.callFunction.bind(world.cloud);
    world.cloud.callFunction = async (request) => {
      const answer = await before(request);
      const { data } = (answer.result ?? {}) as { data?: Doc };
      const identity = data?.identity as { me: string } | undefined;
      if (identity) identity.me = 'somebody-else';
      return answer;
    };
    await enter();
    await world.clock.advance(60_000);
    expect(stored()).toEqual([]);
    expect(chat.store.get().me).toBe('somebody-else');
    expect(pending()).toEqual([]);
  });
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
    world.cloud.db.operations.length = 0;
    await chat.loadOlder();
    expect(world.cloud.db.operations).toEqual([]);
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
