import { describe, expect, it } from 'vitest';
import type { Doc, Filter } from '../kernel/store';
import { compileFilter } from '../query/filter';
import { WatchIndex } from './watch-index';

interface Probe {
  collection: string;
  filter: Filter;
  test: (doc: Doc) => boolean;
}

/** A fixed sequence, so that a failure can be seen again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const random = randomFrom(20_261_121);
const VALUES = [0, -0, 1, '1', true, null, 'a', new Date(1), new Date(2), ''];
const value = () => VALUES[random(VALUES.length)];

function randomDoc(): Doc {
  const shapes: (() => Record<string, unknown>)[] = [
    () => ({ a: value() }),
    () => ({ a: [value(), value()], b: value() }),
    () => ({ a: [], b: { c: value() } }),
    () => ({ b: [{ c: value() }, { c: value() }] }),
    () => ({ b: { c: [value()] }, a: [[value()]] }),
    () => ({ n: random(10) }),
    () => ({ a: value(), n: random(10), b: [value()] }),
  ];
  return { _id: `d${random(40)}`, ...shapes[random(shapes.length)]?.() };
}

function randomFilter(): Filter {
  const shapes: (() => Filter)[] = [
    () => ({ a: value() }),
    () => ({ a: { $eq: value() }, n: { $gt: random(10) } }),
    () => ({ 'b.c': value() }),
    () => ({ 'b.0': value() }),
    () => ({ 'b.0.c': value() }),
    () => ({ a: { $in: [value(), value(), value()] } }),
    () => ({ $and: [{ a: value() }, { n: random(10) }] }),
    () => ({ $or: [{ a: value() }, { 'b.c': value() }] }),
    () => ({ _id: `d${random(40)}`, a: { $ne: value() } }),
    () => ({ n: { $gte: random(10) } }),
    () => ({ a: { $in: [] } }),
    () => ({ a: { $exists: false } }),
    () => ({ a: { $not: { $eq: value() } } }),
    () => ({ b: { c: value() } }),
    () => ({ $or: [{ a: value() }, { n: random(10) }] }),
    () => ({ a: value(), n: random(10), 'b.c': value() }),
  ];
  return shapes[random(shapes.length)]?.() ?? {};
}

function probe(): Probe {
  const filter = randomFilter();
  return { collection: 'c', filter, test: compileFilter(filter).test };
}

describe('finding the watches that a write concerns', () => {
  it('[WATCH-22] agrees with asking every watch, over 1,200 random writes and 400 watches', () => {
    const index = new WatchIndex<Probe>();
    const watches = new Set<Probe>();
    const docs = new Map<string, Doc>();
    let asked = 0;
    let matched = 0;
    for (let write = 0; write < 1_200; write += 1) {
      churn(index, watches);
      const after = random(5) === 0 ? null : randomDoc();
      const id = after?._id ?? `d${random(40)}`;
      const before = docs.get(id) ?? null;
      const found = index.candidates('c', before, after);
      const concerned = (watch: Probe) =>
        (before !== null && watch.test(before)) ||
        (after !== null && watch.test(after));
      const naive = [...watches].filter(concerned);
      expect([...found].filter(concerned)).toHaveLength(naive.length);
      asked += found.length;
      matched += naive.length;
      if (after) docs.set(id, after);
      else docs.delete(id);
    }
    expect(matched).toBeGreaterThan(10_000);
    expect(asked).toBeGreaterThanOrEqual(matched);
  });

  it('[WATCH-23] asks few of many watches by conversation', () => {
    const index = new WatchIndex<Probe>();
    for (let i = 0; i < 2_000; i += 1) {
      const filter = { customer: `o${i % 500}`, conversationId: `c${i}` };
      index.add({ collection: 'c', filter, test: () => true });
    }
    const doc = { _id: 'm', customer: 'o7', conversationId: 'c7' };
    expect(index.candidates('c', null, doc).length).toBeLessThanOrEqual(4);
    expect(index.candidates('other', null, doc)).toEqual([]);
  });

  it('[WATCH-44] splits what grows beyond 64 by what else it asks for', () => {
    const index = new WatchIndex<Probe>();
    const watches = Array.from({ length: 500 }, (_, n) => ({
      collection: 'c',
      // One value each cannot be told apart by itself: the id wins only there.
      filter: { state: 'open', tags: { $in: tagsOf(n) } },
      test: () => true,
    }));
    for (const watch of watches) index.add(watch);
    const doc = { _id: 'm', state: 'open', tags: ['t7'] };
    const found = index.candidates('c', null, doc);
    expect(found).toContain(watches[7]);
    expect(found.length).toBeLessThanOrEqual(64);
    for (const watch of watches) index.remove(watch);
    expect(index.candidates('c', null, doc)).toEqual([]);
    expect(index.accessOf(watches[7] as Probe)).toBe('');
  });

  it('[WATCH-44] looks a watch up by its id where it names one', () => {
    const index = new WatchIndex<Probe>();
    const filter = { room: 'r1', _id: { $in: ['a', 'b'] } };
    const watch = { collection: 'c', filter, test: () => true };
    index.add(watch);
    expect(index.accessOf(watch)).toBe('_id=a | _id=b');
    const either = { $or: [{ from: 'u1' }, { to: 'u1' }] };
    const chat = { collection: 'c', filter: either, test: () => true };
    index.add(chat);
    expect(index.accessOf(chat)).toBe('from=u1 | to=u1');
    const wide = {
      collection: 'c',
      filter: { n: { $gt: 1 } },
      test: () => true,
    };
    index.add(wide);
    expect(index.accessOf(wide)).toBe('scan');
    expect(index.scanned('c')).toBe(1);
  });
});

/** More values than `state` has, so that `state` is looked up first. */
const tagsOf = (n: number): string[] =>
  Array.from({ length: 100 }, (_, i) => `t${n + i * 1_000}`);

function churn(index: WatchIndex<Probe>, watches: Set<Probe>): void {
  while (watches.size < 400) {
    const watch = probe();
    watches.add(watch);
    index.add(watch);
  }
  const [oldest] = watches;
  if (!oldest || random(3) > 0) return;
  watches.delete(oldest);
  index.remove(oldest);
}
