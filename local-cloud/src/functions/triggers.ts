import { Cron } from 'croner';
import type { Clock } from '../kernel/clock';
import { CloudError } from '../kernel/errors';
import type { DeployedFunction } from './options';

/** setTimeout cannot wait longer, and a moved clock must be noticed anyway. */
const LONGEST_WAIT_MS = 60_000;

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

export interface Triggers {
  start(): void;
  stop(): void;
  /** When each trigger fires next, by the cloud's clock. */
  schedule(): { functionName: string; triggerName: string; dueAt: number }[];
}

/**
 * Timers by the cloud's clock. When the clock is advanced, each trigger that
 * fell due meanwhile fires once, however many of its times were passed: a
 * step of an hour is one call of a minute timer, not sixty.
 * @throws CloudError INVALID_PARAM for a cron text that is not 7 valid fields
 */
export function createTriggers(
  functions: DeployedFunction[],
  clock: Clock,
  fire: (functionName: string, event: TimerEvent) => void
): Triggers {
  const schedules = functions.flatMap((fn) =>
    (fn.triggers ?? []).map((trigger) => ({
      functionName: fn.name,
      triggerName: trigger.name,
      cron: parseCron(fn.name, trigger.config),
      dueAt: Infinity,
    }))
  );
  let timer: NodeJS.Timeout | undefined;
  let unsubscribe: () => void = () => undefined;

  function check(): void {
    const now = clock.now();
    const due = schedules.filter((schedule) => schedule.dueAt <= now);
    due.sort((a, b) => a.dueAt - b.dueAt);
    for (const schedule of due) {
      const event = timerEvent(schedule);
      schedule.dueAt = nextAfter(schedule.cron, now);
      fire(schedule.functionName, event);
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
  };
}

function parseCron(functionName: string, config: string): Cron {
  try {
    return new Cron(config, {
      mode: '7-part',
      paused: true,
      timezone: 'Asia/Shanghai',
    });
  } catch (error) {
    throw new CloudError(
      'INVALID_PARAM',
      `trigger of function "${functionName}" has no valid 7-field cron: ${config}`,
      String(error)
    );
  }
}

function nextAfter(cron: Cron, now: number): number {
  return cron.nextRun(new Date(now))?.getTime() ?? Infinity;
}

function timerEvent(schedule: Schedule): TimerEvent {
  return {
    Type: 'Timer',
    TriggerName: schedule.triggerName,
    Time: new Date(schedule.dueAt).toISOString(),
    Message: '',
  };
}
