import {
  SERVICE_SAMPLE,
  serviceTimeOf,
} from '../../../domain/assignment/queue';
import { command } from '../../platform/cloud';
import { find, get, updateWhere } from '../../platform/documents';
import { DEFAULT_POOL } from '../../platform/ground';

/** While somebody queues, the sample is taken anew this often. */
const FRESH_MS = 60_000;

/**
 * How long the last conversations took, in ms each. Collected only while
 * somebody queues, so that closing costs nothing more; kept in the pool.
 */
export async function recentServiceTimes(
  now: number
): Promise<readonly number[]> {
  const known = (await get('pools', DEFAULT_POOL))?.service;
  if (known && Math.abs(now - known.at) < FRESH_MS) return known.took;
  const took = await collect();
  await updateWhere(
    'pools',
    { _id: DEFAULT_POOL },
    { service: { at: now, took } }
  );
  return took;
}

async function collect(): Promise<number[]> {
  const closed = await find(
    'conversations',
    { state: 'closed' },
    { orderBy: ['lastAt', 'desc'], limit: SERVICE_SAMPLE }
  );
  if (closed.length === 0) return [];
  const cases = await find(
    'cases',
    { _id: command.in(closed.map(({ _id }) => _id)) },
    { limit: SERVICE_SAMPLE }
  );
  const served = new Map(cases.map((one) => [one._id, one]));
  return closed.flatMap((conversation) => {
    const his = served.get(conversation._id);
    const took = his ? serviceTimeOf(conversation, his) : null;
    return took === null ? [] : [took];
  });
}
