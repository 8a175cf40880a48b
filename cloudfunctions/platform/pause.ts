import { setTimeout as wait } from 'node:timers/promises';

const STEP_MS = 15;

/** Waits longer with every try, and never in step with the others. */
export async function pause(tries: number): Promise<void> {
  await wait(STEP_MS * (1 + Math.random() * Math.min(2 ** tries, 16)));
}
