import { refuse } from '../../../domain/errors';
import { isQuiet } from '../../platform/activity';
import { command } from '../../platform/cloud';
import { get, updateWhere } from '../../platform/documents';
import { SWEEP_POOL } from '../../platform/ground';
import { logError } from '../../platform/log';
import type { Handler } from '../../platform/serve';
import { isUnnumbered, outlook } from './outlook';
import { SWEEPS } from './sweeps';

/** What a timer clears away, and what a passer-by does. */
const WHOLE = 200;
const IN_PASSING = 10;
const IN_PASSING_EVERY_MS = 20_000;

/**
 * Everything nobody reported. Only a timer may start it. Where nothing
 * happened since the last one and nothing is due, a tick costs one read; one
 * more while a conversation is open, whose phones may write by themselves.
 */
export const sweep: Handler<'conversation.sweep'> = async (_, { caller }) => {
  if (caller.kind !== 'timer') refuse('FORBIDDEN', 'not a timer');
  const now = Date.now();
  const pool = await get('pools', SWEEP_POOL);
  const quiet = isQuiet(pool, pool?.sweptAt, pool?.dueAt, now);
  if (quiet && !(pool?.open && (await isUnnumbered()))) return {};
  const swept = await sweepAll(WHOLE);
  const sum = Object.values(swept).reduce((a, b) => a + b, 0);
  const failed = Object.keys(swept).length < Object.keys(SWEEPS).length;
  const seen = await outlook(now, failed ? 1 : sum);
  await updateWhere('pools', { _id: SWEEP_POOL }, { ...seen, sweptAt: now });
  return swept;
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

/** @returns how much of each kind was done; what fails stops no other */
export async function sweepAll(most: number): Promise<Record<string, number>> {
  const now = Date.now();
  const swept: Record<string, number> = {};
  for (const [name, run] of Object.entries(SWEEPS)) {
    try {
      swept[name] = await run(now, most);
    } catch (error) {
      logError(`sweep: ${name}`, error);
    }
  }
  return swept;
}
