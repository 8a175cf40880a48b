import { setTimeout as wait } from 'node:timers/promises';
import { cloud } from '../../platform/cloud';
import { logError } from '../../platform/log';

/** Long enough for the call to be on its way; nobody waits for its end. */
const SENT_MS = 300;

/**
 * A dispatcher that runs out of time starts the next one. Where the platform
 * does not let a function call as somebody, the next knock or sweep goes on.
 */
export async function passOn(hops: number): Promise<void> {
  const data = { action: 'conversation.dispatch', input: { hops } };
  const started = cloud
    .callFunction({ name: 'conversation', data })
    .catch((error: unknown) => logError('dispatch: next', error));
  await Promise.race([started, wait(SENT_MS)]);
}
