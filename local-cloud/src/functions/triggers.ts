import type { Cron } from 'croner';
import type { Clock } from '../kernel/clock';
import { CloudError } from '../kernel/errors';
import { nextAfter, parseCron } from './cron';
import type { DeployedFunction, FunctionSwitches } from './options';

/** setTimeout cannot wait longer, and a moved clock must be noticed anyway. */
const LONGEST_WAIT_MS = 60_000;
/** A step of the clock over a year of seconds must end some day. */
const MOST_MISSED = 1_000;

/** What a function finds in its event when a timer started it. */
export interface TimerEvent {
  Type: 'Timer';
  TriggerName: string;
  /** When it was due, ISO. */
  Time: string;
  Message: '';
}

interface Schedule {
  functionName: string;
  triggerName: string;
  cron: Cron;
  dueAt: number;
}

export interface TriggersOptions {
  clock: Clock;
  missedRuns: () => FunctionSwitches['missedTimerRuns'];
  fire: (functionName: string, event: TimerEvent) => unknown;
}

export interface Triggers {
  start(): void;
  stop(): void;
  /** When each trigger fires next, by the cloud's clock. */
  schedule(): { functionName: string; triggerName: string; dueAt: number }[];
  /**
   * The event of a trigger as if it were due now; the first where unnamed.
   * @throws CloudError INVALID_PARAM when there is no such trigger
   */
  eventNow(functionName: string, triggerName?: string): TimerEvent;
}

/**
 * Timers by the cloud's clock. What was due while the cloud was down is not
 * made up for. Runs may overlap, as those of the platform do.
 * @throws CloudError INVALID_PARAM for a cron text that is not understood
 */
export function createTriggers(
  functions: DeployedFunction[],
  { clock, missedRuns, fire }: TriggersOptions
): Triggers {
  const schedules = functions.flatMap(schedulesOf);
  let timer: NodeJS.Timeout | undefined;
  let unsubscribe: () => void = () => undefined;

  function check(): void {
    const now = clock.now();
    const due = schedules.flatMap((schedule) =>
      timesUntil(schedule, now, missedRuns()).map((at) => ({ schedule, at }))
    );
    due.sort((a, b) => a.at - b.at);
    for (const { schedule, at } of due) {
      fire(schedule.functionName, timerEvent(schedule.triggerName, at));
    }
    wait();
  }

  function wait(): void {
    clearTimeout(timer);
    const next = Math.min(...schedules.map((schedule) => schedule.dueAt));
    const ms = Math.max(0, next - clock.now());
    timer = setTimeout(check, Math.min(ms, LONGEST_WAIT_MS)).unref();
  }

  return {
    start() {
      for (const schedule of schedules) {
        schedule.dueAt = nextAfter(schedule.cron, clock.now());
      }
      if (schedules.length === 0) return;
      unsubscribe = clock.onAdvance(check);
      wait();
    },
    stop() {
      clearTimeout(timer);
      unsubscribe();
    },
    schedule: () => schedules.map(({ cron: _, ...rest }) => ({ ...rest })),
    eventNow(functionName, triggerName) {
      const found = schedules.find(
        (one) =>
          one.functionName === functionName &&
          (triggerName ?? one.triggerName) === one.triggerName
      );
      if (found) return timerEvent(found.triggerName, clock.now());
      const name = [functionName, triggerName].filter(Boolean).join(' ');
      throw new CloudError('INVALID_PARAM', `there is no trigger ${name}`);
    },
  };
}

function schedulesOf(fn: DeployedFunction): Schedule[] {
  return (fn.triggers ?? []).map((trigger) => ({
    functionName: fn.name,
    triggerName: trigger.name,
    cron: parseCron(`function "${fn.name}"`, trigger.config),
    dueAt: Infinity,
  }));
}

/** The times up to now, of which one is taken where only `once` is wanted. */
function timesUntil(
  schedule: Schedule,
  now: number,
  missed: FunctionSwitches['missedTimerRuns']
): number[] {
  const times: number[] = [];
  const most = missed === 'each' ? MOST_MISSED : 1;
  while (schedule.dueAt <= now && times.length < most) {
    times.push(schedule.dueAt);
    schedule.dueAt = nextAfter(schedule.cron, schedule.dueAt);
  }
  if (schedule.dueAt <= now) schedule.dueAt = nextAfter(schedule.cron, now);
  return times;
}

function timerEvent(triggerName: string, at: number): TimerEvent {
  return {
    Type: 'Timer',
    TriggerName: triggerName,
    Time: new Date(at).toISOString(),
    Message: '',
  };
}
