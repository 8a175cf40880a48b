import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestCloud, type TestCloud } from './test-cloud';

const READ = 'get(`database.staff.${auth.openid}`).role == "agent"';

let cloud: TestCloud;
const billed: [string | undefined, number][] = [];

beforeEach(async () => {
  billed.length = 0;
  cloud = await startTestCloud({
    realRules: { messages: { read: READ, write: false } },
    countReads: (caller, reads) => billed.push([caller?.openid, reads]),
  });
  await cloud.store.createCollection('messages');
  await cloud.store.createCollection('staff');
  await cloud.store.insert('staff', [
    { _id: 'o1', role: 'agent' },
    { _id: 'o2', role: 'agent' },
  ]);
});
afterEach(() => cloud.close());

const dismiss = (_id: string) =>
  cloud.store.update({
    collection: 'staff',
    filter: { _id },
    update: { $set: { role: 'former' } },
  });

describe('a watch whose rule reads a document', () => {
  it('[WATCH-34] is judged again before each event, for each person', async () => {
    const kept = await cloud.client('o1');
    const gone = await cloud.client('o2');
    for (const client of [kept, gone]) await client.watch('messages', { c: 1 });
    expect(billed).toEqual([
      ['o1', 1],
      ['o2', 1],
    ]);
    await cloud.insert({ _id: 'a', c: 1 });
    await vi.waitFor(() => expect(gone.events()).toHaveLength(1));
    await dismiss('o2');
    await cloud.insert({ _id: 'b', c: 1 });
    await vi.waitFor(() => expect(kept.events()).toHaveLength(2));
    await vi.waitFor(() => expect(gone.of('ERROR')).toHaveLength(1));
    expect(gone.of('ERROR')[0]?.msgData.code).toBe(
      'COLLECTION_PERMISSION_DENIED'
    );
    expect(gone.events().map(({ DocID }) => DocID)).toEqual(['a']);
    expect(cloud.realtime.watches()).toHaveLength(1);
  });

  it('[WATCH-34] does not show on a rebuild what it would not send', async () => {
    const first = await cloud.client('o1');
    const { msgData } = await first.watch('messages', { c: 1 });
    cloud.realtime.cutSockets();
    await dismiss('o1');
    await cloud.insert({ _id: 'a', c: 1 });
    const second = await cloud.client('o1');
    const answer = await second.rebuild(first, msgData.queryID);
    expect(answer.msgData.code).toBe('COLLECTION_PERMISSION_DENIED');
  });

  it('[WATCH-34] is refused and logged when the switch says so', async () => {
    cloud.switches.watchRuleWithGet = 'refuse';
    const client = await cloud.client('o1');
    const answer = await client.watch('messages', { c: 1 });
    expect(answer.msgData.code).toBe('COLLECTION_PERMISSION_DENIED');
    expect(cloud.lines.join()).toContain('watchRuleWithGet');
  });
});
