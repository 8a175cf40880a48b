import { randomUUID } from 'node:crypto';
import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import type {
  CallRecord,
  Functions,
  InvokeRequest,
  RunningCall,
} from '../kernel/services';
import { CallLog, type OpenRecord } from './call-log';
import { Deployments } from './deployments';
import { createFaults, type FunctionFaults } from './faults';
import {
  checkInvokeRules,
  DEFAULT_INVOKE_RULES,
  mayInvoke,
  type InvokeRules,
} from './invoke-rule';
import {
  FUNCTION_SWITCHES,
  type DeployedFunction,
  type FunctionsOptions,
  type FunctionSwitches,
} from './options';
import { eventText, replyOf } from './payload';
import type { Pool } from './pool';
import { checkQualifier, RunningCalls } from './running-calls';
import { createTriggers, type Triggers } from './triggers';
import type { WorkerReply } from './worker-process';

/** The function service with what the door and the console need besides. */
export interface FunctionService extends Functions {
  readonly faults: FunctionFaults;
  /** @throws CloudError INVALID_PARAM when it is not a functions rule */
  setRules(rules: InvokeRules): void;
  /** Names of what is deployed. */
  names(): string[];
  deployed(name: string): DeployedFunction | null;
  triggers(): ReturnType<Triggers['schedule']>;
  /**
   * Runs a timer now, whatever its time, and tells how that went.
   * @throws CloudError INVALID_PARAM when there is no such trigger
   */
  fireTrigger(functionName: string, triggerName?: string): Promise<CallRecord>;
  workers(name: string): ReturnType<Pool['size']> | null;
  /** Resolves when no call is running, also none that a timer started. */
  idle(): Promise<void>;
}

/**
 * Runs built functions in warm processes, one call per process at a time.
 * Call `start` after the HTTP server listens, since workers are told its
 * address.
 */
export function createFunctions(options: FunctionsOptions): FunctionService {
  return new LocalFunctions(options);
}

class LocalFunctions implements FunctionService {
  readonly faults = createFaults();
  private readonly deployments: Deployments;
  private readonly running = new RunningCalls();
  private readonly records = new CallLog();
  private readonly settling = new Set<Promise<unknown>>();
  private readonly timers: Triggers;
  private rules: InvokeRules;

  constructor(private readonly options: FunctionsOptions) {
    this.rules = checkInvokeRules(options.rules ?? DEFAULT_INVOKE_RULES);
    this.deployments = new Deployments(options);
    this.timers = createTriggers(options.functions, {
      clock: options.clock,
      missedRuns: () => this.switches().missedTimerRuns,
      fire: (name, event) => this.runTimer(name, event),
    });
  }

  async invoke(request: InvokeRequest): Promise<unknown> {
    const target = this.deployments.find(request.name);
    if (!target) throw notFound(request.name);
    checkQualifier(request);
    const requestId = request.requestId ?? randomUUID();
    const { clock } = this.options;
    const record = this.records.open(request, requestId, clock.now());
    const work = this.execute(target, request, requestId, record);
    this.settling.add(work);
    try {
      const reply = await work;
      const result = replyOf(reply.json, request.source);
      record.done({ ok: true, ...reply });
      return result;
    } catch (error) {
      const { error: text } = record.done({ ok: false, error });
      this.log(`${request.name} ${requestId} ${text}`);
      const failure = asCloudError(error);
      failure.requestId = requestId;
      throw failure;
    } finally {
      this.settling.delete(work);
    }
  }

  mayInvoke(name: string, caller: ClientCaller | null): boolean {
    return mayInvoke(this.rules, name, caller);
  }

  setRules(wanted: InvokeRules): void {
    this.rules = checkInvokeRules(wanted);
  }

  calls(filter?: Parameters<CallLog['read']>[0]): CallRecord[] {
    return this.records.read(filter);
  }

  names(): string[] {
    return this.deployments.names();
  }

  deployed(name: string): DeployedFunction | null {
    return this.deployments.find(name);
  }

  triggers(): ReturnType<Triggers['schedule']> {
    return this.timers.schedule();
  }

  async fireTrigger(name: string, triggerName?: string): Promise<CallRecord> {
    const event = this.timers.eventNow(name, triggerName);
    const requestId = randomUUID();
    await this.runTimer(name, event, requestId);
    const [record] = this.records.read({ requestId });
    if (record) return record;
    throw new CloudError('SYS_ERR', 'system error', 'the call left no record');
  }

  workers(name: string): ReturnType<Pool['size']> | null {
    return this.deployments.size(name);
  }

  invocationOf(sessionToken: string): RunningCall | null {
    return this.running.find(sessionToken);
  }

  async idle(): Promise<void> {
    while (this.settling.size > 0) await Promise.allSettled(this.settling);
  }

  async start(): Promise<void> {
    this.deployments.start();
    if (this.options.timers ?? true) this.timers.start();
  }

  async stop(): Promise<void> {
    this.timers.stop();
    await this.deployments.stop();
  }

  async reset(): Promise<void> {
    this.faults.clear();
    this.records.clear();
    this.deployments.retire();
  }

  private async execute(
    fn: DeployedFunction,
    request: InvokeRequest,
    requestId: string,
    record: OpenRecord
  ): Promise<WorkerReply> {
    const { appId } = this.deployments.place();
    const event = eventText(request, appId, this.switches());
    const call = this.running.begin(request, requestId, this.switches());
    try {
      await this.faults.before(fn.name);
      const { print } = record;
      const reply = await this.deployments.run(fn, call, event, print);
      this.faults.after(fn.name);
      return reply;
    } finally {
      this.running.end(call);
    }
  }

  /** Nobody waits for what a timer's function answers. */
  private async runTimer(
    name: string,
    event: unknown,
    requestId = randomUUID()
  ): Promise<void> {
    const request = { name, event, requestId, caller: null };
    try {
      await this.invoke({ ...request, source: 'wx_trigger' });
    } catch (error) {
      this.log(`timer of ${name}: ${String(error)}`);
    }
  }

  private switches(): FunctionSwitches {
    return this.options.switches?.() ?? FUNCTION_SWITCHES;
  }

  private log(line: string): void {
    this.options.log?.(line);
  }
}

function notFound(name: string): CloudError {
  return new CloudError(
    'FUNCTION_NOT_FOUND',
    `FunctionName parameter could not be found: ${name}`
  );
}

function asCloudError(error: unknown): CloudError {
  if (error instanceof CloudError) return error;
  return new CloudError('SYS_ERR', 'system error', String(error));
}
