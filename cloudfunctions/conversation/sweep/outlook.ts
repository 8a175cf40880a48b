import { command } from '../../platform/cloud';
import { find, type Loose } from '../../platform/documents';
import { settings } from '../../platform/settings';
import type { Table } from '../../platform/tables';

const HOUR = 60 * 60_000;
const OPEN = { state: command.in(['waiting', 'active']) };
/** While people talk nobody tries to save a read. */
const TALKING_MS = HOUR;
/** Settings change and clocks are set: look again, whatever was foreseen. */
const OPEN_LOOK_MS = HOUR;
const IDLE_LOOK_MS = 24 * HOUR;

/** What lies there means that the next tick must sweep. */
const LEFT: readonly [Table, Loose][] = [
  ['messages', { seq: 0 }],
  ['checks', { status: command.in(['ask', 'asked']) }],
  ['conversations', { ...OPEN, waitingSince: command.gt(0) }],
  ['arrivals', {}],
  ['conversations', { stamped: '' }],
  ['jobs', {}],
];

/** What the next ticks must know of a whole sweep that has just ended. */
export interface Outlook {
  dueAt: number;
  /** A conversation is open, so that its phones may write directly. */
  open: boolean;
}

/** When something falls due by itself: rather too early than too late. */
export async function outlook(now: number, swept: number): Promise<Outlook> {
  const [oldest, latest] = [await openBy('asc'), await openBy('desc')];
  const open = oldest !== null;
  const talking = latest !== null && now - latest.lastAt < TALKING_MS;
  if (swept > 0 || talking || (await isAnythingLeft())) {
    return { dueAt: now, open };
  }
  // Who has no conversation open gets his keys back with the next one.
  if (!oldest) return { dueAt: now + IDLE_LOOK_MS, open };
  const { silenceHours } = (await settings()).conversation;
  const silent = oldest.lastAt + silenceHours * HOUR;
  const dueAt = Math.min(silent, await firstUnmute(), now + OPEN_LOOK_MS);
  return { dueAt, open };
}

/** When the first mute ends: then its phone writes directly again. */
async function firstUnmute(): Promise<number> {
  const [muted] = await find(
    'seats',
    { mutedUntil: command.gt(0) },
    { orderBy: ['mutedUntil', 'asc'], limit: 1 }
  );
  return muted?.mutedUntil ?? Infinity;
}

/** Whether a message waits that no function knows of. One read. */
export async function isUnnumbered(): Promise<boolean> {
  return (await find('messages', { seq: 0 }, { limit: 1 })).length > 0;
}

async function openBy(direction: 'asc' | 'desc') {
  const [found = null] = await find('conversations', OPEN, {
    orderBy: ['lastAt', direction],
    limit: 1,
  });
  return found;
}

async function isAnythingLeft(): Promise<boolean> {
  for (const [table, filter] of LEFT) {
    if ((await find(table, filter, { limit: 1 })).length > 0) return true;
  }
  return false;
}
