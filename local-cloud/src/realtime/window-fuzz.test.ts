import { expect, it } from 'vitest';
import type { Doc } from '../kernel/store';
import { sortDocs } from '../query/sort';
import { NetChange } from './net-change';
import { createWindow, slackOf } from './window';
import type { EventBody } from './wire';

interface Event {
  DataType: string;
  QueueType: string;
  DocID: string;
  Doc: string;
}

const LIMIT = 4;
const SORT = { n: 1, _id: -1 } as const;
const test = (doc: Doc): boolean => doc.a === 1;

/** A fixed sequence, so that a failure can be seen again. */
let state = 20_261_121;
function random(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

/** A client as the SDK is: it keeps what events tell, and asks nothing. */
function follow(client: Map<string, string>, bodies: EventBody[]): void {
  for (const body of bodies) {
    const event = JSON.parse(`{${body}}`) as Event;
    const known = client.has(event.DocID);
    if (event.QueueType === 'enqueue') expect(known).toBe(false);
    else expect(known).toBe(true);
    if (event.QueueType === 'dequeue') client.delete(event.DocID);
    else client.set(event.DocID, event.Doc);
  }
}

it('[WATCH-49] a window shows what the query would find, over 5,000 writes', () => {
  const stored = new Map<string, Doc>();
  const window = createWindow(test, SORT, LIMIT);
  const client = new Map<string, string>();
  const query = (limit: number): Doc[] =>
    sortDocs([...stored.values()].filter(test), SORT).slice(0, limit);
  let refills = 0;
  for (let write = 0; write < 5_000; write += 1) {
    const id = `d${random(30)}`;
    const before = stored.get(id) ?? null;
    const after = random(3) === 0 ? null : randomDoc(id);
    if (!before && !after) continue;
    if (after) stored.set(id, after);
    else stored.delete(id);
    follow(client, window.apply(new NetChange('c', id, before, after, false)));
    if (window.needsReload()) {
      refills += 1;
      follow(client, window.reload(query(slackOf(LIMIT)), []));
    }
    const expected = query(LIMIT).map((doc) => [doc._id, JSON.stringify(doc)]);
    expect([...client].sort()).toEqual(expected.sort());
  }
  expect(refills).toBeGreaterThan(10);
});

function randomDoc(_id: string): Doc {
  return { _id, a: random(4) === 0 ? 2 : 1, n: random(12), x: random(3) };
}
