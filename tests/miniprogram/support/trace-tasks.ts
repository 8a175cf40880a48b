import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Of CPU, in microseconds. */
  tdur?: number;
  args?: { name?: string };
}

/**
 * How much CPU each task of the page's main thread took while `work` ran, in
 * ms. Not by the clock: on a machine with other work that says little.
 */
export async function traceTasks(
  browser: Browser,
  page: Page,
  work: () => Promise<void>
): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  const failed = await work().then(
    () => null,
    (error: unknown) => ({ error })
  );
  const trace = (await browser.stopTracing()).toString();
  if (failed) throw failed.error;
  const events = (JSON.parse(trace) as { traceEvents: TraceEvent[] })
    .traceEvents;
  const mains = new Set(
    events
      .filter(({ name }) => name === 'thread_name')
      .filter(({ args }) => args?.name === 'CrRendererMain')
      .map(threadOf)
  );
  return events
    .filter(({ ph, name }) => ph === 'X' && name.endsWith('RunTask'))
    .filter((event) => mains.has(threadOf(event)))
    .map(({ tdur = 0 }) => Math.round(tdur / 1_000));
}

const threadOf = ({ pid, tid }: TraceEvent) => `${pid}.${tid}`;
