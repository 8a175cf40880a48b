import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Of the clock, in microseconds. */
  ts: number;
  dur?: number;
  /** Of CPU, in microseconds. */
  tdur?: number;
  args?: { name?: string; src_func?: string };
}

/**
 * How much CPU each task of the page took on its main thread while `work` ran,
 * in ms, the longest first. Not by the clock: on a machine with other work
 * that says little. Left out: collecting garbage, which comes when the engine
 * likes, and what the test itself asks the page.
 */
export async function traceTasks(
  browser: Browser,
  page: Page,
  work: () => Promise<void>
): Promise<number[]> {
  const categories = ['toplevel', 'devtools.timeline'];
  await browser.startTracing(page, { categories });
  const failed = await work().then(
    () => null,
    (error: unknown) => ({ error })
  );
  const trace = (await browser.stopTracing()).toString();
  if (failed) throw failed.error;
  return tasksOf(
    (JSON.parse(trace) as { traceEvents: TraceEvent[] }).traceEvents
  );
}

function tasksOf(events: readonly TraceEvent[]): number[] {
  const mains = new Set(
    events
      .filter(({ name }) => name === 'thread_name')
      .filter(({ args }) => args?.name === 'CrRendererMain')
      .map(threadOf)
  );
  const whole = events.filter(
    (event) => event.ph === 'X' && mains.has(threadOf(event))
  );
  const pauses = whole.filter(({ name }) => /^M(in|aj)orGC$/.test(name));
  return whole
    .filter(({ name, args }) => name.endsWith('RunTask') && !asked(args))
    .map((task) => cpuOf(task) - sum(pauses.filter(within(task))))
    .map((micros) => Math.round(micros / 1_000))
    .sort((a, b) => b - a);
}

/** What comes through DevTools' pipe is asked by the test. */
const asked = (args: TraceEvent['args']) => args?.src_func === 'Accept';

const within = (task: TraceEvent) => (event: TraceEvent) =>
  threadOf(event) === threadOf(task) &&
  event.ts >= task.ts &&
  event.ts < task.ts + (task.dur ?? 0);

const cpuOf = ({ tdur = 0 }: TraceEvent) => tdur;
const sum = (events: readonly TraceEvent[]) =>
  events.reduce((total, event) => total + cpuOf(event), 0);
const threadOf = ({ pid, tid }: TraceEvent) => `${pid}.${tid}`;
