import type { Doc, Filter } from '../src/kernel/store';
import { compileFilter } from '../src/query/filter';
import { WatchIndex } from '../src/realtime/watch-index';
import { compare, median, type Figure } from './figures';
import type { Settings } from './settings';

const WATCHES = 10_000;
const INDEXED_WRITES = 20_000;
const NAIVE_WRITES = 50;

interface Watch {
  collection: string;
  filter: Filter;
  test: (doc: Doc) => boolean;
}

/** Which of 10,000 equality watches one write concerns: asked by index and by asking each. */
export async function matching({ rounds }: Settings): Promise<Figure[]> {
  const index = new WatchIndex<Watch>();
  const watches = Array.from({ length: WATCHES }, (_, n) => watchOf(n));
  for (const watch of watches) index.add(watch);
  const byIndex = (doc: Doc): number =>
    index.candidates('messages', null, doc).filter(({ test }) => test(doc))
      .length;
  const byAll = (doc: Doc): number =>
    watches.filter(({ test }) => test(doc)).length;

  const times = { indexed: [] as number[], naive: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const indexed = microsecondsEach(INDEXED_WRITES, byIndex);
    const naive = microsecondsEach(NAIVE_WRITES, byAll);
    // The first round is the compiler's.
    if (round === 0) continue;
    times.indexed.push(indexed);
    times.naive.push(naive);
  }
  return [
    compare(
      `matching a write against ${WATCHES} watches`,
      median(times.indexed),
      'µs',
      { name: 'asking each', value: median(times.naive) }
    ),
  ];
}

function watchOf(n: number): Watch {
  const filter = { to: `person-${n}`, sentAt: { $gt: 1_000 } };
  const { test } = compileFilter(filter);
  return { collection: 'messages', filter, test };
}

function microsecondsEach(writes: number, match: (doc: Doc) => number): number {
  const began = performance.now();
  for (let write = 0; write < writes; write += 1) {
    const to = `person-${(write * 7_919) % WATCHES}`;
    const found = match({ _id: `m${write}`, to, sentAt: 2_000 });
    if (found !== 1) throw new Error(`${found} watches instead of one`);
  }
  return ((performance.now() - began) * 1_000) / writes;
}
