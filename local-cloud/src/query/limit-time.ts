import { createContext, Script } from 'node:vm';
import { CloudError } from '../kernel/errors';

/** The work took longer than it may. */
export class OverTime extends CloudError {
  constructor() {
    super('DATABASE_REQUEST_FAILED', 'the regular expression takes too long');
  }
}

const sandbox = createContext({ work: null as null | (() => unknown) });
const script = new Script('work()');

/**
 * Runs synchronous work that may hold a pathological regular expression.
 * V8 interrupts backtracking, so one query cannot stop the cloud.
 * @throws OverTime after `milliseconds`
 */
export function limitTime<T>(milliseconds: number, work: () => T): T {
  const outer = sandbox.work as unknown;
  sandbox.work = work;
  try {
    return script.runInContext(sandbox, { timeout: milliseconds }) as T;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      throw new OverTime();
    }
    throw error;
  } finally {
    sandbox.work = outer;
  }
}
