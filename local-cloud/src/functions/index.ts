import { randomUUID } from 'node:crypto';
import { CloudError } from '../kernel/errors';
import type { CallRecord, Functions } from '../kernel/services';
import { callContext } from './call-context';
import {
  callEnvironment,
  processEnvironment,
  type Invocation,
} from './environment';
import { createFaults, type FunctionFaults } from './faults';
import {
  checkInvokeRules,
  DEFAULT_INVOKE_RULES,
  mayInvoke,
  type InvokeRules,
} from './invoke-rule';
import type { DeployedFunction, FunctionsOptions } from './options';
import { eventText, replyOf } from './payload';
import { createPool, type Pool } from './pool';
import { createTriggers, type Triggers } from './triggers';

export type { FunctionFaults } from './faults';
export type { InvokeRules } from './invoke-rule';
export type * from './options';

const KEPT_CALLS = 1_000;
const KEPT_LOG_LINES = 500;

/** The function service with what the door and the console need besides. */
export interface FunctionService extends Functions {
  readonly faults: FunctionFaults;
  /** @throws CloudError INVALID_PARAM when it is not a functions rule */
  setRules(rules: InvokeRules): void;
  /** Names of what is deployed. */
  names(): string[];
  deployed(name: string): DeployedFunction | null;
  triggers(): ReturnType<Triggers['schedule']>;
  workers(name: string): ReturnType<Pool['size']> | null;
  /** Resolves when no call is running, also none that a timer started. */
  idle(): Promise<void>;
}

interface Deployed {
  fn: DeployedFunction;
  pool: Pool;
}

/**
 * Runs built functions in warm processes, one call per process at a time.
 * Call `start` after the HTTP server listens, since workers are told its
 * address.
 */
export function createFunctions(options: FunctionsOptions): FunctionService {
  const { clock } = options;
  const log = options.log ?? (() => undefined);
  const cap = options.maxWorkers ?? 8;
  const deployed = new Map<string, Deployed>();
  for (const fn of options.functions) {
    deployed.set(fn.name, { fn, pool: createPool(fn, cap) });
  }
  const faults = createFaults();
  const running = new Map<string, Invocation & { name: string }>();
  const settling = new Set<Promise<unknown>>();
  const records: CallRecord[] = [];
  let rules = checkInvokeRules(options.rules ?? DEFAULT_INVOKE_RULES);

  const triggers = createTriggers(options.functions, clock, (name, event) => {
    invoke({ name, event, caller: null, source: 'wx_trigger' }).catch(
      (error: unknown) => log(`timer of ${name}: ${String(error)}`)
    );
  });

  function at() {
    return {
      adminUrl: options.adminUrl(),
      envId: options.envId,
      region: options.region ?? 'ap-shanghai',
      appId: options.appId ?? 'wxlocal0000000000',
    };
  }

  async function execute(
    target: Deployed,
    request: Parameters<Functions['invoke']>[0],
    invocation: Invocation,
    logs: string[]
  ): Promise<unknown> {
    const place = at();
    const event = eventText(request, place.appId, switches());
    await faults.before(request.name);
    const identity = callEnvironment(place, invocation);
    const json = await target.pool.run(
      {
        env: { ...processEnvironment(target.fn.env), ...identity },
        clockOffsetMs: clock.now() - Date.now(),
        event,
        context: callContext(target.fn, place, invocation, identity),
      },
      (text) => keep(logs, text.trimEnd(), KEPT_LOG_LINES)
    );
    faults.after(request.name);
    return replyOf(json, request.source);
  }

  function switches() {
    return options.switches?.() ?? { userInfoInEvent: true };
  }

  async function invoke(
    request: Parameters<Functions['invoke']>[0]
  ): Promise<unknown> {
    const target = deployed.get(request.name);
    if (!target) {
      throw new CloudError(
        'FUNCTION_NOT_FOUND',
        `FunctionName parameter could not be found: ${request.name}`
      );
    }
    const { caller, source } = request;
    const invocation: Invocation = {
      requestId: randomUUID(),
      sessionToken: randomUUID(),
      caller,
      source,
    };
    running.set(invocation.sessionToken, {
      ...invocation,
      name: request.name,
    });
    const logs: string[] = [];
    const begin = performance.now();
    const record = {
      requestId: invocation.requestId,
      functionName: request.name,
      source,
      startedAt: clock.now(),
      logs,
    };
    const work = execute(target, request, invocation, logs);
    settling.add(work);
    try {
      const result = await work;
      note(record, begin);
      return result;
    } catch (error) {
      throw note(record, begin, asCloudError(error));
    } finally {
      settling.delete(work);
      running.delete(invocation.sessionToken);
    }
  }

  function note(
    record: Omit<CallRecord, 'durationMs' | 'ok'>,
    begin: number,
    error?: CloudError
  ): CloudError | undefined {
    const durationMs = Math.round(performance.now() - begin);
    const failure = error && { error: `${error.code}: ${error.message}` };
    if (error?.detail) keep(record.logs, error.detail, KEPT_LOG_LINES);
    keep(
      records,
      { ...record, durationMs, ok: !error, ...failure },
      KEPT_CALLS
    );
    if (error) log(`${record.functionName} ${record.requestId} ${error.code}`);
    return error;
  }

  return {
    faults,
    invoke,
    mayInvoke: (name, caller) => mayInvoke(rules, name, caller),
    setRules: (wanted) => void (rules = checkInvokeRules(wanted)),
    calls: () => [...records],
    names: () => [...deployed.keys()],
    deployed: (name) => deployed.get(name)?.fn ?? null,
    triggers: () => triggers.schedule(),
    workers: (name) => deployed.get(name)?.pool.size() ?? null,
    invocationOf(sessionToken) {
      const found = running.get(sessionToken);
      if (!found) return null;
      return { name: found.name, caller: found.caller, source: found.source };
    },
    async idle() {
      while (settling.size > 0) await Promise.allSettled(settling);
    },
    async start() {
      for (const { pool } of deployed.values()) pool.warm();
      if (options.timers ?? true) triggers.start();
    },
    async stop() {
      triggers.stop();
      for (const { pool } of deployed.values()) pool.stop();
    },
    async reset() {
      faults.clear();
      records.length = 0;
      for (const { pool } of deployed.values()) pool.retire();
      for (const { pool } of deployed.values()) pool.warm();
    },
  };
}

function keep<T>(list: T[], item: T, most: number): void {
  list.push(item);
  if (list.length > most) list.splice(0, list.length - most);
}

function asCloudError(error: unknown): CloudError {
  if (error instanceof CloudError) return error;
  return new CloudError('SYS_ERR', 'system error', String(error));
}
