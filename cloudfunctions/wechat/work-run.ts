import type { Handler } from '../platform/serve';
import { personOf } from '../platform/who';
import { paintCodes } from './codes';
import { runPushes } from './run-pushes';

/** Any phone may nudge; a web call may not reach WeChat and changes nothing. */
export const workRun: Handler<'work.run'> = async (_input, { caller }) => {
  const { channel } = personOf(caller);
  return channel === 'phone' ? runAll() : { done: 0 };
};

const LOOK_FOR_CODES_EVERY_MS = 10_000;
let lookForCodesAt = 0;

/** Everything that waits for a call which WeChat lets through. */
export async function runAll(): Promise<{ done: number }> {
  const done = await runPushes();
  const now = Date.now();
  // Pushes come by the minute, codes by the week: do not ask every time.
  if (Math.abs(now - lookForCodesAt) >= LOOK_FOR_CODES_EVERY_MS) {
    lookForCodesAt = now;
    await paintCodes();
  }
  return { done };
}
