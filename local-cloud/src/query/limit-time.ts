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

/** On a busy machine the process itself may have waited, not the work. */
const MOST_ATTEMPTS = 5;

/**
 * Runs synchronous work that may hold a pathological regular expression.
 * V8 interrupts backtracking, so one query cannot stop the cloud. Work that
 * had no processor is begun anew: it must not mind.
 * @throws OverTime after `milliseconds` of which it worked at least half
 */
export function limitTime<T>(milliseconds: number, work: () => T): T {
  for (let attempt = 1; ; attempt += 1) {
    const cpu = process.cpuUsage();
    try {
      return interrupted(milliseconds, work);
    } catch (error) {
      const waited = cpuMs(cpu) < milliseconds / 2;
      if (!(error instanceof OverTime && waited)) throw error;
      if (attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
}

function interrupted<T>(milliseconds: number, work: () => T): T {
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
