import { refuse } from '../../domain/errors';
import { LIMITS } from '../../domain/values/limits';
import { command } from '../platform/cloud';
import { find, updateWhere } from '../platform/documents';
import { SWEEP_POOL } from '../platform/ground';
import { logError } from '../platform/log';
import type { Handler } from '../platform/serve';
import { closeSilent } from './close';
import { dispatchIfWaiting } from './dispatch';
import { runJobs } from './jobs';
import { numberPending } from './number-pending';
import { restampStale } from './restamp';

export interface Swept {
  numbered: number;
  restamped: number;
  assigned: number;
  timedOut: number;
}

/** What a timer clears away, and what a passer-by does. */
const WHOLE = 200;
const IN_PASSING = 10;
/** Whoever wrote a message gets this long to report it himself. */
const GRACE_MS = 1_000;
const IN_PASSING_EVERY_MS = 20_000;

/** Everything nobody reported. Only a timer may start it. */
export const sweep: Handler<'conversation.sweep'> = async (_, { caller }) => {
  if (caller.kind !== 'timer') refuse('FORBIDDEN', 'not a timer');
  return sweepAll(WHOLE);
};

let nextInPassing = 0;

/**
 * A small sweep that rides on other activity, so that what a dying phone left
 * behind waits for seconds, not for the timer. It never fails its host.
 */
export async function sweepInPassing(): Promise<void> {
  const now = Date.now();
  if (now < nextInPassing && nextInPassing - now <= IN_PASSING_EVERY_MS) return;
  nextInPassing = now + IN_PASSING_EVERY_MS;
  try {
    const mine = await updateWhere(
      'pools',
      { _id: SWEEP_POOL, expiresAt: command.lt(now) },
      { expiresAt: nextInPassing }
    );
    if (mine === 1) await sweepAll(IN_PASSING);
  } catch (error) {
    logError('sweep in passing', error);
  }
}

export async function sweepAll(most: number): Promise<Swept> {
  const now = Date.now();
  const numbered = await numberForgotten(now, most);
  const timedOut = await closeSilentOnes(now, most);
  await runJobs();
  const assigned = await dispatchIfWaiting();
  const restamped = await restampStale({}, most);
  return { numbered, restamped, assigned, timedOut };
}

async function numberForgotten(now: number, most: number): Promise<number> {
  const forgotten = await find(
    'messages',
    { seq: 0, sentAt: command.lt(now - GRACE_MS) },
    { orderBy: ['sentAt', 'asc'], limit: most }
  );
  const ids = new Set(forgotten.map((message) => message.conversationId));
  let numbered = 0;
  for (const id of ids) numbered += await numberOne(id);
  return numbered;
}

/** One conversation that cannot be numbered does not hold up the others. */
async function numberOne(conversationId: string): Promise<number> {
  try {
    const done = await numberPending(conversationId, async () => null);
    return done.numbered.length;
  } catch (error) {
    logError('sweep: numbering', error, { conversationId });
    return 0;
  }
}

async function closeSilentOnes(now: number, most: number): Promise<number> {
  const silent = await find(
    'conversations',
    {
      state: command.in(['waiting', 'active']),
      lastAt: command.lte(now - LIMITS.silenceMs),
    },
    { limit: most }
  );
  let closed = 0;
  for (const { _id } of silent) {
    if (await closeSilent(_id, now)) closed += 1;
  }
  return closed;
}
