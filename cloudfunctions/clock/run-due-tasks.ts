import { logError } from '../platform/log';
import type { Task } from './task';
import { TASKS } from './tasks';

/** Every task of this hour; one that fails does not hold up the others. */
export async function runDueTasks(
  now: number
): Promise<Record<string, unknown>> {
  const done: Record<string, unknown> = {};
  for (const [name, task] of Object.entries<Task>(TASKS)) {
    try {
      done[name] = await task(now);
    } catch (error) {
      logError(`clock: ${name}`, error);
    }
  }
  return done;
}
