import { dayOf } from '../../domain/rollup/day';
import { CLOCK_POOL } from '../platform/ground';
import { takeLease, type OwnLease } from '../platform/lease';
import { log, logError } from '../platform/log';
import { settings } from '../platform/settings';
import type { Settings } from '../../domain/settings/schema';
import type { Pool } from '../platform/tables';
import type { Task } from './task';
import { TASKS } from './tasks';

/** The function is ended after 60 seconds; then its lease must be over soon. */
const LEASE_MS = 75_000;
const LONGEST_MS = 45_000;
/** One task with a lot to do does not hold up the others for ever. */
const TURN_MS = 15_000;
const HOUR = 60 * 60_000;

type TaskState = NonNullable<Pool['tasks']>[string];
type Counts = Record<string, Record<string, number>>;

/**
 * Every task whose hour or day has not been done yet. What it did is kept
 * after each turn, so that a second timer or instance finds nothing to do,
 * and whoever comes after a kill goes on where it was.
 * @returns what was done, by task
 */
export async function runDueTasks(now: number): Promise<Counts> {
  const lease = await takeLease(CLOCK_POOL, LEASE_MS);
  if (!lease) return {};
  try {
    return await runUnder(lease, now);
  } finally {
    await lease.release();
  }
}

async function runUnder(lease: OwnLease, now: number): Promise<Counts> {
  const end = Date.now() + LONGEST_MS;
  const rules = await settings();
  const states = { ...lease.pool.tasks };
  const done: Counts = {};
  let left = dueTasks(states, rules, now);
  while (left.length > 0 && Date.now() < end) {
    for (const name of left) {
      if (Date.now() >= end) break;
      const until = Math.min(end, Date.now() + TURN_MS);
      const state = await turnOf(name, states[name], rules, now, until, done);
      states[name] = state;
      if (!(await lease.write({ tasks: states }))) return done;
    }
    const unfinished = left.filter((name) => isLeft(states[name]));
    left = unfinished;
  }
  log('info', 'clock', { done, left });
  return done;
}

function dueTasks(
  states: Record<string, TaskState>,
  rules: Settings,
  now: number
): string[] {
  return Object.entries(TASKS)
    .filter(([name, task]) => states[name]?.done !== periodOf(task, rules, now))
    .map(([name]) => name);
}

/** The hour or the day, there where the settings say, that `now` is in. */
function periodOf({ every }: Task, rules: Settings, now: number): string {
  if (every === 'hour') return String(Math.floor(now / HOUR));
  return dayOf(rules.hours.timeZone, now);
}

const isLeft = (state: TaskState | undefined) =>
  state !== undefined && state.cursor !== null && !state.failed;

/** A task that fails stays where it was and is tried again next hour. */
async function turnOf(
  name: string,
  before: TaskState | undefined,
  rules: Settings,
  now: number,
  until: number,
  done: Counts
): Promise<TaskState> {
  const task = TASKS[name] as Task;
  const state = before ?? { done: '', cursor: null };
  try {
    const { cursor } = state;
    const progress = await task.run({ now, until, settings: rules, cursor });
    done[name] = added(done[name], progress.counts);
    return progress.cursor === null
      ? { done: periodOf(task, rules, now), cursor: null }
      : { done: state.done, cursor: progress.cursor };
  } catch (error) {
    logError(`clock: ${name}`, error);
    return { ...state, failed: true };
  }
}

function added(
  before: Record<string, number> = {},
  more: Record<string, number>
): Record<string, number> {
  const sum = { ...before };
  for (const [key, value] of Object.entries(more)) {
    sum[key] = (sum[key] ?? 0) + value;
  }
  return sum;
}
