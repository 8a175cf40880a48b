import type { ActionName } from '../../domain/actions/index';
import { command } from './cloud';
import { updateWhere } from './documents';
import { SWEEP_POOL } from './ground';
import { logError } from './log';
import type { Request } from './request';
import type { Handlers } from './serve';
import type { Pool } from './tables';

/** How often it is written that something goes on. */
const EVERY_MS = 20_000;
/**
 * What was left may be this much younger than the mark: two processes that
 * each waited their time, and the longest that a call may run.
 */
const MARK_COVERS_MS = 2 * EVERY_MS + 20_000;

/** An agent who is merely there leaves nothing. */
const HEARTBEAT: ActionName = 'account.presence';

let nextNote = 0;

/**
 * Says that something goes on which may leave work, before it is done: dead
 * in the middle, it has been said. At most one write in 20 seconds.
 */
export async function noteActivity(): Promise<void> {
  const now = Date.now();
  if (now < nextNote && nextNote - now <= EVERY_MS) return;
  nextNote = now + EVERY_MS;
  try {
    await updateWhere(
      'pools',
      { _id: SWEEP_POOL, activeAt: command.lt(now - EVERY_MS) },
      { activeAt: now }
    );
  } catch (error) {
    nextNote = 0;
    logError('note activity', error);
  }
}

/** The same handlers, each of which says first that something goes on. */
export function noting(handlers: Handlers): Handlers {
  const noted: Record<string, unknown> = { ...handlers };
  for (const name of Object.keys(handlers) as ActionName[]) {
    if (name === HEARTBEAT) continue;
    const handler = handlers[name] as unknown as AnyHandler;
    noted[name] = async (input: unknown, request: Request) => {
      await noteActivity();
      return handler(input, request);
    };
  }
  return noted;
}

type AnyHandler = (input: unknown, request: Request) => Promise<unknown>;

/**
 * Whether a tick may go home: a whole look was taken after everything that
 * was ever said, and what it saw is not due yet.
 */
export function isQuiet(
  pool: Pick<Pool, 'activeAt'> | null,
  lookedAt: number | undefined,
  dueAt: number | undefined,
  now: number
): boolean {
  if (!pool || lookedAt === undefined || dueAt === undefined) return false;
  // A clock that was set back makes nothing quiet.
  if (lookedAt > now) return false;
  return now < dueAt && (pool.activeAt ?? now) + MARK_COVERS_MS <= lookedAt;
}
