import type { Handler } from '../platform/serve';
import { personOf } from '../platform/who';
import { paintCodes } from './code/paint-codes';
import { runChecks } from './safety/run-checks';
import { runPushes } from './push/run-pushes';

/** Any phone may nudge; a web call may not reach WeChat and changes nothing. */
export const workRun: Handler<'work.run'> = async ({ pushId }, { caller }) => {
  const { channel } = personOf(caller);
  return channel === 'phone' ? runAll(pushId) : { done: 0 };
};

const LOOK_FOR_CODES_EVERY_MS = 10_000;
let lookForCodesAt = 0;

/**
 * Everything that waits for a call which WeChat lets through; with `pushId`
 * that push alone, by its id.
 */
export async function runAll(pushId?: string): Promise<{ done: number }> {
  // What a check lets through may leave a push.
  if (!pushId) await runChecks();
  const done = await runPushes(pushId);
  const now = Date.now();
  // Pushes come by the minute, codes by the week: do not ask every time.
  if (Math.abs(now - lookForCodesAt) >= LOOK_FOR_CODES_EVERY_MS) {
    lookForCodesAt = now;
    await paintCodes();
  }
  return { done };
}
