import { setTimeout as wait } from 'node:timers/promises';
import { CloudError } from '../kernel/errors';

/** When an ordered failure strikes: before the function runs, or after. */
export type FailureMoment = 'before' | 'after';

/** Failures that a test or the console orders for a function. */
export interface FunctionFaults {
  /**
   * The next `times` calls fail with `code`. With moment `after` the function
   * has run and only its answer is lost.
   */
  failNext(
    name: string,
    times: number,
    code: string,
    moment?: FailureMoment
  ): void;
  /** Every call waits `ms` before it runs; 0 ends that. */
  slow(name: string, ms: number): void;
  clear(): void;
  /** What is in force, for the door. */
  read(): OrderedFunctionFaults;
}

export interface OrderedFunctionFaults {
  failing: { name: string; moment: string; code: string; left: number }[];
  slow: { name: string; ms: number }[];
}

export interface FaultGate extends FunctionFaults {
  /** Waits as ordered. @throws CloudError the ordered failure */
  before(name: string): Promise<void>;
  /** @throws CloudError the ordered failure */
  after(name: string): void;
}

interface Failure {
  code: string;
  left: number;
}

export function createFaults(): FaultGate {
  const failures = new Map<string, Failure>();
  const delays = new Map<string, number>();

  function strike(name: string, moment: FailureMoment): void {
    const key = `${moment} ${name}`;
    const failure = failures.get(key);
    if (!failure) return;
    failure.left -= 1;
    if (failure.left <= 0) failures.delete(key);
    throw new CloudError(failure.code, failure.code, 'ordered by a fault');
  }

  return {
    failNext(name, times, code, moment = 'before') {
      const key = `${moment} ${name}`;
      if (times > 0) failures.set(key, { code, left: times });
      else failures.delete(key);
    },
    slow(name, ms) {
      if (ms > 0) delays.set(name, ms);
      else delays.delete(name);
    },
    clear() {
      failures.clear();
      delays.clear();
    },
    read() {
      const failing = [...failures].map(([key, { code, left }]) => {
        const [moment = '', ...name] = key.split(' ');
        return { name: name.join(' '), moment, code, left };
      });
      return { failing, slow: [...delays].map(([name, ms]) => ({ name, ms })) };
    },
    async before(name) {
      const ms = delays.get(name);
      if (ms) await wait(ms);
      strike(name, 'before');
    },
    after: (name) => strike(name, 'after'),
  };
}
