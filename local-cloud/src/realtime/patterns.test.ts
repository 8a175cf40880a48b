import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestCloud, type TestCloud } from './test-cloud';

const HOSTILE = { $regex: '^(a+)+$' };
const BAIT = `${'a'.repeat(40)}!`;

let cloud: TestCloud;

beforeEach(async () => {
  cloud = await startTestCloud();
  await cloud.store.createCollection('messages');
});
afterEach(() => cloud.close());

describe('a pattern in a watch', () => {
  it('[WATCH-35] is tested like any other condition', async () => {
    const client = await cloud.client('o1');
    const { msgData } = await client.watch('messages', {
      text: { $regex: '^he', $options: 'i' },
    });
    await cloud.insert({ _id: 'a', text: 'Hello' }, { _id: 'b', text: 'oh' });
    await cloud.settled(client);
    const own = client.nextEvents(msgData.queryID);
    expect(own.map(({ DocID }) => DocID)).toEqual(['a']);
  });

  it('[WATCH-35] that takes too long ends its watch and is logged; others go on', async () => {
    const hostile = await cloud.client('o1');
    const other = await cloud.client('o2');
    await hostile.watch('messages', { text: HOSTILE });
    await hostile.watch('messages', { text: 'calm' });
    await other.watch('messages', { c: 1 });
    await other.watch('messages', { text: { $regex: 'calm' } });
    await cloud.insert({ c: 1, text: BAIT });
    await vi.waitFor(() => expect(hostile.of('ERROR')).toHaveLength(1));
    expect(hostile.of('ERROR')[0]?.msgData.code).toBe('SYS_ERR');
    await vi.waitFor(() => expect(other.events()).toHaveLength(1));
    expect(cloud.realtime.watches()).toHaveLength(3);
    expect(cloud.lines.join()).toContain('regular expression takes too long');
  });

  it('[WATCH-35] is the last of its person for a while, and ends all he has', async () => {
    const hostile = await cloud.client('o1');
    for (const c of [1, 2, 3]) {
      await hostile.watch('messages', { text: HOSTILE, n: { $ne: c } });
    }
    await cloud.insert({ text: BAIT });
    await vi.waitFor(() => expect(hostile.of('ERROR')).toHaveLength(3));
    expect(cloud.realtime.watchFigures()).toMatchObject([{ scanned: 0 }]);
    const again = await hostile.watch('messages', { text: { $regex: 'x' } });
    expect(again.msgData.code).toBe('SYS_ERR');
    const plain = await hostile.watch('messages', { text: 'x' });
    expect(plain.msgType).toBe('INIT_EVENT');
    const other = await cloud.client('o2');
    const pattern = await other.watch('messages', { text: { $regex: 'x' } });
    expect(pattern.msgType).toBe('INIT_EVENT');
  });
});
