import { describe, expect, it } from 'vitest';
import { readPresence } from './presence';

const STAFF_ID = 'staff00000000001';
const online = {
  _id: STAFF_ID,
  state: 'online',
  lastSeenAt: 1_000_000,
  load: 2,
  capacity: 15,
} as const;

describe('readPresence', () => {
  it('leaves out what does not fit and keeps the rest', () => {
    const read = readPresence([
      online,
      { ...online, _id: 'staff00000000002', state: 'asleep' },
      { ...online, _id: 'staff00000000003', lastSeenAt: '2026-01-01' },
      null,
    ]);
    expect([...read.keys()]).toEqual([STAFF_ID]);
  });
});
