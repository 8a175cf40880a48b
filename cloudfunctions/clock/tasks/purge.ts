import { keptSince } from '../../../domain/rollup/day';
import { NOBODY } from '../../../domain/values/collections';
import { command } from '../../platform/cloud';
import { removeAll } from '../delete-conversation';
import type { Progress, Task, Turn } from '../task';

const HOUR = 60 * 60_000;
/** Far more than any limit of ours looks back. */
const LIMIT_MS = 24 * HOUR;
/** Failed calls are counted by the hour; the page shows a day. */
const WEEK_MS = 7 * LIMIT_MS;

/** What has lapsed, or is older than what it belonged to. */
export const purge: Task = { every: 'day', run };

async function run({ now, settings }: Turn): Promise<Progress> {
  const { retentionDays } = settings.records;
  const before = keptSince(settings.hours.timeZone, now, retentionDays);
  const lapsed = { expiresAt: command.lt(now) };
  const old = { at: command.lt(before) };
  const counts = {
    challenges: await removeAll('challenges', lapsed),
    sessions: await removeAll('sessions', lapsed),
    failures: await removeAll('meta', { at: command.lt(now - WEEK_MS) }),
    entries: await removeAll('entries', old),
    checks: await removeAll('checks', old),
    // Each use drops what is older than its hour, so the first tells enough.
    limits: await removeAll('limits', {
      'times.0': command.lt(now - LIMIT_MS),
    }),
    logins: await removeAll('logins', {
      staffId: NOBODY,
      until: command.lt(now),
    }),
  };
  return { cursor: null, counts };
}
