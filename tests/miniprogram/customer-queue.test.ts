import { beforeEach, describe, expect, it } from 'vitest';
import { chatView } from '../../miniprogram/pages/chat/chat-view';
import type { CustomerChat } from '../../miniprogram/services/customer-chat';
import { pieces } from '../../miniprogram/views/queue-view';
import { LIMITS } from '../../miniprogram/contract/limits';
import { chatTools, enterChat } from './support/chat-tools';
import { CONVERSATION, fresh } from './support/fake-service';
import { createFakeWorld, type FakeWorld } from './support/fake-world';

let world: FakeWorld;
let chat: CustomerChat;

const { put, agentSays } = chatTools(() => ({ world, chat }));
const view = () => {
  const now = world.clock.now();
  return chatView(chat.store.get(), 1, now);
};
const change = async (patch: object) => {
  const before = world.cloud.db.get('conversations', CONVERSATION);
  put('conversations', { ...before, ...patch });
  await world.clock.advance(100);
};
const zhou = { name: '周航', avatar: '', specialty: '' };

beforeEach(async () => {
  world = createFakeWorld();
  put(
    'conversations',
    fresh(world.clock.now(), {
      state: 'waiting',
      agentCard: null,
      waitingSince: world.clock.now(),
      queue: { position: 3, etaSeconds: 240, from: 6 },
    })
  );
  chat = await enterChat(world);
  await world.clock.advance(100);
});

describe('[B-46] the card of the rating', () => {
  it('lets it be changed for a day after the end, as the function does', async () => {
    const closedAt = world.clock.now();
    const rating = { score: 2, resolved: false, reason: 'slow' };
    await change({ state: 'closed', closedAt, rating });
    expect(view()).toMatchObject({ rating, ratable: true });
    await world.clock.advance(LIMITS.ratingChangeMs - 1_000);
    expect(view().ratable).toBe(true);
    await world.clock.advance(1_000);
    expect(view().ratable).toBe(false);
  });
});

describe('[B-43] the card of the queue', () => {
  it('shows how far he has come, in pieces as long as they can be seen', () => {
    expect(view().queue).toMatchObject({ position: 3, from: 6, eta: 240 });
    const row = ['gone', 'gone', 'gone', 'next', 'before', 'before'];
    expect(pieces(3, 6)).toEqual(row);
    expect(pieces(1, 1)).toEqual(['next']);
    expect(pieces(9, 12)).toHaveLength(12);
    expect(pieces(9, 13)).toEqual([]);
  });

  it('his place is kept until a time, over a restart, and may be kept again', async () => {
    expect(view().queue?.kept).toBe('');
    await chat.keepPlace();
    await world.clock.advance(100);
    expect(view().queue).toMatchObject({ kept: 'push' });
    chat.stop();
    chat = await enterChat(world);
    await world.clock.advance(100);
    expect(view().queue?.kept).toBe('push');
    await world.clock.advance(LIMITS.keepPlaceMs - 1_000);
    expect(view().queue?.kept).toBe('push');
    await world.clock.advance(1_000);
    expect(view().queue?.kept).toBe('expired');
    await chat.keepPlace();
    expect(view().queue?.kept).toBe('push');
  });

  it('promises no call to who has none left', async () => {
    chat.store.set({ push: { templateIds: ['T1'], balance: 0 } });
    await chat.keepPlace();
    expect(view().queue?.kept).toBe('quiet');
  });

  it('folds into one line when it is his turn, until he is answered', async () => {
    await change({ state: 'active', queue: null, agentCard: zhou });
    expect(view()).toMatchObject({ queue: null, turn: '周航' });
    await change({ lastText: '您好，周航为您服务。', lastFrom: 'system' });
    expect(view().turn).toBe('周航');
    agentSays('您好', 1);
    await world.clock.advance(100);
    expect(view().turn).toBe('');
  });

  it('goes when he leaves a message, and nobody says it is his turn', async () => {
    await chat.leaveMessage();
    expect(view().queue).toBeNull();
    expect(view().header.second).toBe('已留言，客服会按先后回复');
    await change({ state: 'active', leftMessageAt: 0, agentCard: zhou });
    expect(view()).toMatchObject({ queue: null, turn: '' });
  });

  it('says nothing of a turn to who never queued', async () => {
    await change({ state: 'active', queue: null, agentCard: zhou });
    agentSays('您好', 1);
    await change({ state: 'closed', closedAt: world.clock.now() });
    await change({ state: 'active', closedAt: null, lastFrom: 'customer' });
    expect(view().turn).toBe('');
  });
});
