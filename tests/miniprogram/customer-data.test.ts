import { beforeEach, describe, expect, it } from 'vitest';
import { createConsent } from '../../miniprogram/services/consent';
import type { CustomerChat } from '../../miniprogram/services/customer-chat';
import { createMyData, type MyData } from '../../miniprogram/services/my-data';
import { Refusal } from './support/fake-cloud';
import { enterChat } from './support/chat-tools';
import { createFakeWorld, type FakeWorld } from './support/fake-world';

let world: FakeWorld;
let chat: CustomerChat;
let erased: number;

const data = (): MyData =>
  createMyData(world.ports(), chat.call, () => {
    erased++;
    chat.forget();
  });
const certificate = (erasureId: unknown, state: string) => ({
  certificate: {
    erasureId,
    what: 'account',
    state,
    by: 'customer',
    counts: { conversations: 2, messages: 7 },
    askedAt: 1,
    doneAt: state === 'done' ? 2 : null,
  },
});

beforeEach(async () => {
  world = createFakeWorld();
  erased = 0;
  chat = await enterChat(world);
});

describe('my data', () => {
  it('[B-115] asks for a copy until it is ready', async () => {
    let calls = 0;
    world.cloud.on('privacy.export', () => {
      calls++;
      if (calls === 2) throw new Refusal('BUSY');
      const ready = calls === 4;
      return {
        state: ready ? 'ready' : 'working',
        urls: ready ? ['https://x/1'] : [],
        expiresAt: 1,
      };
    });
    const mine = data();
    void mine.copy();
    await world.clock.advance(100);
    expect(mine.store.get().copy.state).toBe('working');
    await world.clock.advance(60_000);
    expect(mine.store.get().copy).toEqual({
      state: 'ready',
      urls: ['https://x/1'],
    });
    expect(calls).toBe(4);
  });

  it('[B-115] goes on with a deletion after a restart, under the same id', async () => {
    const ids: unknown[] = [];
    world.cloud.on('privacy.erase', ({ erasureId }) => {
      ids.push(erasureId);
      return certificate(erasureId, ids.length < 3 ? 'working' : 'done');
    });
    const first = data();
    void first.erase();
    await world.clock.settle();
    first.stop();
    const second = data();
    void second.open();
    await world.clock.advance(60_000);
    expect(second.store.get().erasure).toMatchObject({
      state: 'done',
      certificate: { erasureId: ids[0], counts: { messages: 7 } },
    });
    expect(new Set(ids).size).toBe(1);
    expect(erased).toBe(1);
    await second.open();
    expect(second.store.get().erasure.state).toBe('none');
    expect(ids).toHaveLength(3);
  });

  it('[B-115] says why when the law keeps the records, and nothing is forgotten', async () => {
    world.cloud.on('privacy.erase', () => {
      throw new Refusal('ERASURE_HELD', '依法需要留存');
    });
    const mine = data();
    await mine.erase();
    expect(mine.store.get()).toMatchObject({
      erasure: { state: 'none' },
      error: '依法需要留存',
    });
    expect(erased).toBe(0);
  });

  it('[B-115] leaves nothing of him on the phone', async () => {
    chat.send('我的电话是 13800138000');
    await world.clock.advance(3_000);
    chat.drafts.set('customer', '写到一半');
    await world.clock.advance(1_000);
    expect([...world.storage.kept.values()].join()).toContain('13800138000');
    await data().erase();
    await world.clock.advance(5_000);
    const kept = [...world.storage.kept.values()].join();
    expect(kept).not.toContain('13800138000');
    expect(kept).not.toContain('写到一半');
    expect(kept).not.toContain('openid-customer');
    expect(chat.store.get().conversation).toBeNull();
  });
});

describe('consent', () => {
  const settle = () => createConsent(world.ports()).settle(chat.call);

  it('[B-115] is told to the server once, also when it was given offline', async () => {
    createConsent(world.ports()).give();
    world.cloud.calls.length = 0;
    expect(await settle()).toBe(false);
    world.cloud.on('privacy.state', () => ({
      version: 1,
      consent: { version: 1, at: 5 },
      retentionDays: 183,
    }));
    expect(await settle()).toBe(false);
    expect(world.cloud.calls).toEqual([
      'privacy.state',
      'privacy.consent',
      'privacy.state',
    ]);
  });

  it('[B-115] is asked for anew when the text has changed', async () => {
    const consent = createConsent(world.ports());
    consent.give();
    await settle();
    world.cloud.on('privacy.state', () => ({
      version: 2,
      consent: { version: 1, at: 5 },
      retentionDays: 183,
    }));
    expect(await settle()).toBe(true);
    expect(consent.given()).toBe(false);
  });

  it('[B-115] given on another phone is not asked for again', async () => {
    world.cloud.on('privacy.state', () => ({
      version: 1,
      consent: { version: 1, at: 5 },
      retentionDays: 183,
    }));
    expect(await settle()).toBe(true);
    expect(createConsent(world.ports()).given()).toBe(true);
  });
});
