import { createContext, Script } from 'node:vm';
import { failed } from './failures';

const sandbox = createContext({ work: null as null | (() => unknown) });
const script = new Script('work()');

/**
 * Runs synchronous work that may hold a pathological regular expression.
 * V8 interrupts backtracking, so one query cannot stop the cloud.
 * @throws CloudError DATABASE_REQUEST_FAILED after `milliseconds`
 */
export function limitTime<T>(milliseconds: number, work: () => T): T {
  const outer = sandbox.work as unknown;
  sandbox.work = work;
  try {
    return script.runInContext(sandbox, { timeout: milliseconds }) as T;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      throw failed('the regular expression takes too long');
    }
    throw error;
  } finally {
    sandbox.work = outer;
  }
}
