import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { poster } from './clients/local-cloud';
import { compare, median, type Figure } from './figures';
import { start, type Running } from './processes';
import type { Settings } from './settings';

const SMALL = 10_000;
const BIG = 1_000_000;

/** A hundred times the documents: time of a query, memory, time to open. */
export async function scale({ folder, rounds }: Settings): Promise<Figure[]> {
  const small = join(folder, 'small');
  const big = join(folder, 'big');
  await fill(small, SMALL);
  await fill(big, BIG);
  const queries = await start('servers/query-stores.ts', [
    String(rounds),
    ...[small, String(SMALL), big, String(BIG)],
  ]);
  const times = queries.ready as { small: number[]; big: number[] };
  return [
    compare(`newest 20 of a conversation of ${BIG}`, median(times.big), 'µs', {
      name: `of ${SMALL}`,
      value: median(times.small),
    }),
    ...(await footprint(join(folder, 'empty'), big)),
  ];
}

async function fill(folder: string, count: number): Promise<void> {
  await start('servers/fill-store.ts', [folder, String(count)]);
}

/** The whole cloud on the big folder, after use, against an empty one. */
async function footprint(empty: string, big: string): Promise<Figure[]> {
  const none = await start('servers/local-cloud.ts', [empty]);
  const full = await start('servers/local-cloud.ts', [big]);
  try {
    await use(full);
    const name = 'an empty cloud';
    return [
      compare(`memory at ${BIG} documents`, memoryMb(full), 'MB', {
        name,
        value: memoryMb(none),
      }),
      compare(`open at ${BIG} documents`, full.startedInMs, 'ms', {
        name,
        value: none.startedInMs,
      }),
      {
        name: 'on disk',
        value: statSync(join(big, 'cloud.sqlite')).size / 2 ** 20,
        unit: 'MB',
      },
    ];
  } finally {
    await none.stop();
    await full.stop();
  }
}

/** A thousand queries and a hundred writes, as a server caller. */
async function use({ ready }: Running): Promise<void> {
  const post = poster(String(ready['url']), { Authorization: 'Bearer local' });
  for (let i = 0; i < 1_000; i += 1) {
    await post('/admin', {
      action: 'database.getDocument',
      collectionName: 'messages',
      query: JSON.stringify({ conversationId: `conversation-${i * 7}` }),
      order: JSON.stringify({ createdAt: -1 }),
      limit: 20,
    });
  }
  for (let i = 0; i < 100; i += 1) {
    await post('/admin', {
      action: 'database.insertDocument',
      collectionName: 'messages',
      data: [JSON.stringify({ conversationId: 'new', text: `${i}` })],
    });
  }
}

/** Anonymous memory where the system tells it, else the resident set. */
function memoryMb({ pid }: Running): number {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) throw new Error('memory is measured on Linux only');
  const kilobytes = /RssAnon:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
