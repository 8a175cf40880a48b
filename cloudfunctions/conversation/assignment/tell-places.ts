import type { Policy } from '../../../domain/assignment/assign';
import type { Candidate } from '../../../domain/assignment/candidate';
import { etaSeconds, PLACES_TOLD } from '../../../domain/assignment/queue';
import { whyWaiting } from '../../../domain/assignment/why-waiting';
import type { Arrival } from '../../../domain/conversation/case';
import type { Conversation } from '../../../domain/conversation/schema';
import { command } from '../../platform/cloud';
import { find, updateWhere } from '../../platform/documents';
import { inParallel } from '../../platform/in-parallel';
import { autoReplyOnWaiting } from '../reply/auto-reply';
import { recentServiceTimes } from './service-times';

const AT_ONCE = 4;

/**
 * Tells those who still wait how many are before them and about how long it
 * takes; their cases, why nobody has them. Only what changed is written.
 * @param left in the order of the queue
 */
export async function tellPlaces(
  left: readonly Arrival[],
  candidates: readonly Candidate[],
  policy: Policy,
  now: number
): Promise<void> {
  if (left.length === 0) return;
  const told = left.slice(0, PLACES_TOLD);
  const waiting = await conversationsOf(told);
  const capacity = candidates.reduce((sum, one) => sum + one.capacity, 0);
  const took = capacity > 0 ? await recentServiceTimes(now) : [];
  // Whoever left meanwhile is before nobody.
  const inLine = told.filter(({ _id }) => waiting.has(_id));
  await inParallel([...inLine.entries()], AT_ONCE, async ([at, arrival]) => {
    const position = at + 1;
    const conversation = waiting.get(arrival._id);
    // He stands there and does not want to know.
    if (conversation?.leftMessageAt) return;
    const before = conversation?.queue ?? null;
    const queue = {
      position,
      etaSeconds: etaSeconds(position, took, capacity),
      from: Math.max(position, before?.from ?? before?.position ?? 0),
    };
    if (before === null) {
      const explanation = whyWaiting(arrival, candidates, policy);
      await tellCase(arrival._id, explanation);
      await autoReplyOnWaiting(arrival._id, position, now);
    }
    if (isSame(before, queue)) return;
    await updateWhere(
      'conversations',
      { _id: arrival._id, state: 'waiting' },
      { queue }
    );
  });
}

async function conversationsOf(
  arrivals: readonly Arrival[]
): Promise<Map<string, Conversation>> {
  const ids = arrivals.map(({ _id }) => _id);
  const found = await find(
    'conversations',
    { _id: command.in(ids), state: 'waiting' },
    { limit: ids.length }
  );
  return new Map(found.map((one) => [one._id, one]));
}

async function tellCase(_id: string, explanation: string): Promise<void> {
  await updateWhere(
    'cases',
    { _id, assignedAt: null },
    { assignedWhy: 'queue', explanation }
  );
}

/** An estimate that merely became a little better or worse is not told. */
function isSame(
  before: Conversation['queue'],
  after: NonNullable<Conversation['queue']>
): boolean {
  if (before?.position !== after.position) return false;
  return (before.etaSeconds === null) === (after.etaSeconds === null);
}
