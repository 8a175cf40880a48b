import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestCloud, type TestCloud } from './test-cloud';
import type { WatchClient } from './test-client';

const WRITES = 150;
const LARGE = 'x'.repeat(100_000);

let cloud: TestCloud;

beforeEach(async () => {
  cloud = await startTestCloud({ mostUnsentBytes: 100_000 });
  await cloud.store.createCollection('messages');
});
afterEach(() => cloud.close());

const docsOf = (client: WatchClient): number =>
  [...client.watched.values()][0]?.docs.size ?? 0;
const infoOf = (openid: string) =>
  cloud.realtime.watches().find(({ caller }) => caller.openid === openid);

async function writeMuch(): Promise<void> {
  for (let n = 0; n < WRITES; n += 1) {
    await cloud.insert({ _id: `m${n}`, c: 1, LARGE });
  }
}

describe('a client that does not read', () => {
  it('[WATCH-27] holds up nobody, is not buffered for, and misses nothing', async () => {
    const stuck = await cloud.client('stuck');
    const good = await cloud.client('good');
    for (const client of [stuck, good]) {
      await client.watch('messages', { c: 1 });
      await client.arrived();
    }
    stuck.socket.pause();
    await writeMuch();
    await vi.waitFor(() => expect(docsOf(good)).toBe(WRITES), 10_000);
    expect(infoOf('good')).toMatchObject({ behind: 0 });
    const behind = infoOf('stuck')?.behind ?? 0;
    expect(behind).toBeGreaterThan(0);
    const bytes = infoOf('stuck')?.bytes ?? 0;
    await cloud.insert({ _id: 'more', c: 1 });
    expect(infoOf('stuck')).toMatchObject({ behind: behind + 1, bytes });
    stuck.socket.resume();
    await vi.waitFor(() => expect(docsOf(stuck)).toBe(WRITES + 1), 10_000);
    expect(infoOf('stuck')).toMatchObject({ behind: 0 });
  });

  it('[WATCH-27] may also rebuild on a new socket', async () => {
    const stuck = await cloud.client('o1');
    const { msgData } = await stuck.watch('messages', { c: 1 });
    stuck.socket.pause();
    await writeMuch();
    stuck.socket.terminate();
    const again = await cloud.client('o1');
    await again.rebuild(stuck, msgData.queryID);
    await vi.waitFor(() => expect(docsOf(again)).toBe(WRITES), 10_000);
  });
});
