/**
 * Reads the newest 20 messages of random conversations of two folders in
 * turn. Arguments: rounds, small folder, its size, big folder, its size.
 * Prints the median microseconds of each round.
 */
import { movableClock } from '../../src/kernel/clock';
import { openDatabase } from '../../src/store/open-database';
import { SqliteStore } from '../../src/store/sqlite-store';
import { median } from '../figures';

const [rounds, ...places] = process.argv.slice(2);
const QUERIES = 1_000;

function open(folder: string, size: number) {
  const store = new SqliteStore(openDatabase(folder).driver, movableClock());
  return { store, conversations: size / 100, medians: [] as number[] };
}

const small = open(places[0] ?? '', Number(places[1]));
const big = open(places[2] ?? '', Number(places[3]));
let random = 42;
const next = (below: number): number => {
  random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
  return random % below;
};

async function round({ store, conversations }: typeof small): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < QUERIES; i += 1) {
    const conversationId = `conversation-${next(conversations)}`;
    const began = performance.now();
    const docs = await store.find({
      collection: 'messages',
      filter: { conversationId },
      sort: { createdAt: -1 },
      limit: 20,
    });
    times.push((performance.now() - began) * 1_000);
    if (docs.length !== 20) throw new Error(`${docs.length} documents`);
  }
  return median(times);
}

for (const side of [small, big]) await round(side);
for (let i = 0; i < Number(rounds); i += 1) {
  for (const side of i % 2 ? [big, small] : [small, big]) {
    side.medians.push(await round(side));
  }
}
console.log(JSON.stringify({ small: small.medians, big: big.medians }));
process.exit(0);
