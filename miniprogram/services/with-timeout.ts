import type { ClockPort } from './ports';

/** Rejects when `work` has not answered after `ms`; `work` itself goes on. */
export function withTimeout<T>(
  clock: ClockPort,
  ms: number,
  work: Promise<T>
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => {
      reject(new Error(`no answer after ${ms} ms`));
    });
    work.then(resolve, reject).finally(cancel);
  });
}
