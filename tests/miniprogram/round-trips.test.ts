import { beforeEach, describe, expect, it } from 'vitest';
import {
  createCustomerChat,
  type CustomerChat,
} from '../../miniprogram/services/customer-chat';
import { createConsent } from '../../miniprogram/services/consent';
import { customerItems } from '../../miniprogram/views/customer-thread';
import { chatTools } from './support/chat-tools';
import { farCloud } from './support/far-cloud';
import { CONVERSATION, fresh, putCursors } from './support/fake-service';
import { createFakeWorld, type FakeWorld } from './support/fake-world';

/** One trip to the cloud and back. */
const TRIP_MS = 1_000;
/** More of them in a row than this are too many. */
const MOST = 2;

let world: FakeWorld;
let chat: CustomerChat;
const { put, agentSays } = chatTools(() => ({ world, chat }));

/** What the page draws now: each message with what stands below it. */
function drawn(): string[] {
  const items = customerItems(chat.store.get(), world.clock.now());
  return items.flatMap((item) =>
    item.type === 'message' ? [`${item.text}|${item.caption}`] : []
  );
}

/** Trips one after another until it is so. */
async function tripsUntil(done: () => boolean): Promise<number> {
  for (let trips = 0; trips <= 10; trips += 1) {
    // Whatever takes no trip has happened half-way to the next one.
    await world.clock.advance(trips === 0 ? TRIP_MS / 2 : TRIP_MS);
    if (done()) return trips;
  }
  return Number.POSITIVE_INFINITY;
}

/** The page is opened, as `pages/chat` does it. */
function open(): void {
  const ports = world.ports();
  const cloud = farCloud(world.cloud, world.clock, TRIP_MS);
  chat = createCustomerChat({ ...ports, cloud });
  void chat.open();
  chat.show();
}

beforeEach(() => {
  world = createFakeWorld();
});

describe('trips to the cloud before the first message', () => {
  beforeEach(async () => {
    put('conversations', fresh(world.clock.now()));
    putCursors(put, CONVERSATION);
    for (let seq = 1; seq <= 25; seq += 1) agentSays(`第 ${seq} 条`, seq);
    // Older than what a watch brings by itself.
    await world.clock.advance(10 * 60_000);
  });

  it(`[F002a] of a returning customer on a new phone: at most ${MOST}`, async () => {
    open();
    const newest = () => drawn().some((one) => one.startsWith('第 25 条'));
    const trips = await tripsUntil(newest);
    expect(trips).toBeGreaterThan(0);
    expect(trips).toBeLessThanOrEqual(MOST);
  });

  it('[F002a] of a returning customer on his own phone: none', async () => {
    open();
    await tripsUntil(() => drawn().length > 0);
    // The cache is written half a second after the last change.
    await world.clock.advance(2 * TRIP_MS);
    chat.stop();
    open();
    expect(await tripsUntil(() => drawn().length > 0)).toBe(0);
  });
});

describe('trips to the cloud of a new customer', () => {
  it(`[F001d] agrees, types, sends: drawn at once, delivered after ${MOST}`, async () => {
    open();
    // The field is there when the server has answered: one trip.
    const ready = () => chat.store.get().phase === 'ready';
    expect(await tripsUntil(ready)).toBe(1);
    const consent = createConsent(world.ports());
    consent.give();
    const call = chat.call;
    const told = consent.settle(call);
    chat.send('您好');
    expect(await tripsUntil(() => drawn().length > 0)).toBe(0);
    const delivered = () => drawn()[0] === '您好|已送达';
    // Nobody waits until the consent was told.
    const more = await tripsUntil(delivered);
    expect(1 + more).toBeLessThanOrEqual(MOST);
    await world.clock.advance(5 * TRIP_MS);
    expect(await told).toBe(false);
    expect(world.cloud.calls.slice(0, 3).sort()).toEqual([
      'conversation.enter',
      'conversation.start',
      'privacy.state',
    ]);
  });
});
