/**
 * Fills a data folder with chat messages of 366 bytes and ends.
 * Arguments: folder, how many. A hundred messages a conversation.
 */
import { createHash } from 'node:crypto';
import { movableClock } from '../../src/kernel/clock';
import { openDatabase } from '../../src/store/open-database';
import { SqliteStore } from '../../src/store/sqlite-store';

const PER_CONVERSATION = 100;
const BATCH = 2_000;
const [folder = '', count = '0'] = process.argv.slice(2);
const total = Number(count);
const conversations = total / PER_CONVERSATION;

/** Scattered ids: the worst case for a B-tree. */
const idOf = (n: number): string =>
  createHash('md5').update(String(n)).digest('hex');

function message(n: number) {
  return {
    _id: idOf(n),
    conversationId: `conversation-${n % conversations}`,
    sender: { role: n % 2 ? 'agent' : 'customer', id: `person-${n % 977}` },
    type: 'text',
    text: `Message ${n}: ${'the parcel is on its way, '.repeat(5)}thank you`,
    readBy: ['a', 'b'],
    seq: Math.floor(n / conversations),
    createdAt: new Date(1_760_000_000_000 + n * 1_000),
  };
}

const database = openDatabase(folder);
const store = new SqliteStore(database.driver, movableClock());
await store.createCollection('messages');
await store.createIndex('messages', {
  name: 'by-conversation',
  keys: [
    ['conversationId', 1],
    ['createdAt', -1],
  ],
});
for (let from = 0; from < total; from += BATCH) {
  const size = Math.min(BATCH, total - from);
  await store.insert(
    'messages',
    Array.from({ length: size }, (_, i) => message(from + i))
  );
}
await store.close();
database.close();
console.log(JSON.stringify({ filled: total }));
