import type { Client } from './client';
import { until } from './until';

export async function watchesWrites(client: Client): Promise<unknown> {
  const kind = `watch ${client.mark}`;
  const first = await client.add('things', { kind, n: 1 });
  await client.add('things', { kind: 'another', n: 7 });
  const watching = client.watch('things', { kind });
  const seen = (): unknown[] => watching.docs().map(({ n }) => n);
  const sees = (...wanted: number[]): Promise<unknown[]> =>
    until(
      () => [...seen()].sort(),
      (now) => JSON.stringify(now) === JSON.stringify(wanted)
    );
  const initial = await sees(1);
  await client.add('things', { kind, n: 2 });
  const added = await sees(1, 2);
  await client.update('things', { _id: first }, { n: 3 });
  const changed = await sees(2, 3);
  await client.remove('things', { _id: first });
  const removed = await sees(2);
  await watching.close();
  return { initial, added, changed, removed, errors: watching.errors() };
}

export async function resumesWatch(client: Client): Promise<unknown> {
  const kind = `resume ${client.mark}`;
  const watching = client.watch('things', { kind });
  await client.add('things', { kind, n: 1 });
  await until(watching.docs, (docs) => docs.length === 1);
  await client.cutSockets();
  await client.add('things', { kind, n: 2 });
  const docs = await until(watching.docs, (now) => now.length === 2);
  await watching.close();
  return { seen: docs.map(({ n }) => n).sort(), errors: watching.errors() };
}
