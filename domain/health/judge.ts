import type { Settings } from '../settings/schema';
import { BACKLOGS, type Health, type Problem } from './schema';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Fewer attempts say nothing about a rate. */
export const ENOUGH_PUSHES = 20;

/** What somebody should look at, by the thresholds of the settings. */
export function problemsOf(
  health: Health,
  { failuresPerHour, pushFailureRate, backlogMinutes }: Settings['alerts']
): Problem[] {
  const { at, failures, pushes, backlog, tasks } = health;
  const problems: Problem[] = [];
  const lately = failures.filter(({ hour }) => at - hour < 2 * HOUR);
  const failed = lately.reduce((sum, { count }) => sum + count, 0);
  if (failed >= failuresPerHour) problems.push('failures');
  const rate = pushes.failureRate ?? 0;
  if (pushes.attempted >= ENOUGH_PUSHES && rate >= pushFailureRate) {
    problems.push('pushes');
  }
  if (tasks.some((task) => task.failed)) problems.push('tasks');
  for (const name of BACKLOGS) {
    // Customers may wait for an agent; that is no failure of ours.
    if (name === 'arrivals') continue;
    const { oldestAt } = backlog[name];
    const late = oldestAt !== null && at - oldestAt > backlogMinutes * MINUTE;
    if (late) problems.push(`backlog:${name}`);
  }
  return problems;
}
