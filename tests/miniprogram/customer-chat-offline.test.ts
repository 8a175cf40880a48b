import { beforeEach, describe, expect, it } from 'vitest';
import { type CustomerChat } from '../../miniprogram/services/customer-chat';
import type { Doc } from './support/fake-database';
import { Refusal } from './support/fake-cloud';
import { chatTools, enterChat } from './support/chat-tools';
import { createFakeWorld, type FakeWorld } from './support/fake-world';

let world: FakeWorld;
let chat: CustomerChat;

const { texts, stored, pending } = chatTools(() => ({
  world,
  chat,
}));

async function enter(): Promise<void> {
  chat = await enterChat(world);
}

beforeEach(() => {
  world = createFakeWorld();
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
