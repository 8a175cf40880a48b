import cloudbase from '@cloudbase/js-sdk';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startCloud, type Cloud } from '../cloud';

interface Snapshot {
  docs: { _id: string; n: number }[];
}
interface Watched {
  docs: () => (string | number)[][];
  errors: unknown[];
  close: () => Promise<void>;
}

let cloud: Cloud;
let database: ReturnType<ReturnType<typeof cloudbase.init>['database']>;

// The SDK has one socket per process, so one cloud serves the whole file.
beforeAll(async () => {
  // The SDK tells every step on the console.
  for (const name of ['log', 'warn', 'error'] as const) {
    vi.spyOn(console, name).mockImplementation(() => undefined);
  }
  cloud = await startCloud({ port: 0, data: ':memory:', log: () => undefined });
  await door('PUT', 'rules', {
    things: { read: 'auth != null', write: 'auth != null' },
    secrets: 'ADMINONLY',
  });
  const app = cloudbase.init({ env: cloud.env });
  app.registerHost(new URL(cloud.url).host, 'http');
  await app.auth().signInAnonymously();
  database = app.database();
});
afterAll(async () => {
  await cloud.stop();
});

async function door(method: string, path: string, body: unknown) {
  const answer = await fetch(`${cloud.url}/__local/${path}`, {
    method,
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, unknown>;
}

function watch(collection: string, query = {}): Watched {
  let last: Snapshot = { docs: [] };
  const errors: unknown[] = [];
  const listener = database
    .collection(collection)
    .where(query)
    .watch({
      onChange: (snapshot) => void (last = snapshot as unknown as Snapshot),
      onError: (error) => void errors.push(error),
    });
  return {
    docs: () => last.docs.map(({ _id, n }) => [_id, n]).sort(),
    errors,
    close: async () => void (await listener.close()),
  };
}

describe('the browser SDK', () => {
  it('[WATCH-24] follows writes, also those missed while its socket was cut', async () => {
    const things = database.collection('things');
    await things.add({ _id: 'a', n: 1, room: 1 });
    const seen = watch('things', { room: 1 });
    await vi.waitFor(() => expect(seen.docs()).toEqual([['a', 1]]));
    await things.add({ _id: 'b', n: 1, room: 1 });
    await things.doc('a').update({ n: 2 });
    const before = [
      ['a', 2],
      ['b', 1],
    ];
    await vi.waitFor(() => expect(seen.docs()).toEqual(before));
    expect(await door('POST', 'faults', { cutSockets: true })).toMatchObject({
      cut: 1,
    });
    await things.doc('a').remove();
    await things.add({ _id: 'c', n: 9, room: 1 });
    const after = [
      ['b', 1],
      ['c', 9],
    ];
    await vi.waitFor(() => expect(seen.docs()).toEqual(after), 10_000);
    expect(seen.errors).toEqual([]);
    await seen.close();
  });

  it('[WATCH-25] sees a write that follows its first snapshot at once', async () => {
    const things = database.collection('things');
    for (let round = 1; round <= 10; round += 1) {
      const seen = watch('things', { round });
      const write = things.add({ _id: `r${round}`, n: round, round });
      await write;
      const wanted = [[`r${round}`, round]];
      await vi.waitFor(() => expect(seen.docs()).toEqual(wanted), 2_000);
      await seen.close();
    }
  });

  it('[WATCH-26] is told at once when a rule or the quota refuses', async () => {
    const rejections = await collectRejections(async () => {
      const refused = watch('secrets', {});
      await vi.waitFor(() =>
        expect(codes(refused)).toContain('COLLECTION_PERMISSION_DENIED')
      );
      await door('PUT', 'switches', { watchEnabled: false });
      const over = watch('things', {});
      await vi.waitFor(() =>
        expect(codes(over)).toContain('EXCEED_REQUEST_LIMIT')
      );
      expect(refused.docs()).toEqual([]);
    });
    // The SDK leaves the promise of its own INIT_WATCH unhandled.
    expect(rejections.length).toBeGreaterThan(0);
  });
});

/** The codes of the raw ERROR frames that the SDK hands to onError. */
function codes(watched: Watched): unknown[] {
  return watched.errors.map(
    (error) => (error as { msgData?: { code: string } }).msgData?.code
  );
}

async function collectRejections(
  work: () => Promise<void>
): Promise<unknown[]> {
  const kept = process.listeners('unhandledRejection');
  const rejections: unknown[] = [];
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (reason) => rejections.push(reason));
  try {
    await work();
    await vi.waitFor(() => expect(rejections.length).toBeGreaterThan(1));
  } finally {
    process.removeAllListeners('unhandledRejection');
    for (const listener of kept) process.on('unhandledRejection', listener);
  }
  return rejections;
}
