import type { LogLine } from '../kernel/services';
import { callContext } from './call-context';
import {
  callEnvironment,
  givenEnvironment,
  hostEnvironment,
  startEnvironment,
  type Deployment,
  type Invocation,
} from './environment';
import type { DeployedFunction, FunctionsOptions } from './options';
import { Pool } from './pool';
import { depthOf } from './running-calls';
import type { WorkerCall, WorkerReply } from './worker-process';

/** Each costs a process; what else is deployed starts at its first call. */
const MOST_PREWARMED = 8;

/** What is deployed, each function with its processes. */
export class Deployments {
  private readonly pools = new Map<DeployedFunction, Pool>();

  constructor(private readonly options: FunctionsOptions) {
    for (const fn of options.functions) this.pools.set(fn, this.createPool(fn));
  }

  names(): string[] {
    return [...this.pools.keys()].map(({ name }) => name);
  }

  find(name: string): DeployedFunction | null {
    return [...this.pools.keys()].find((fn) => fn.name === name) ?? null;
  }

  /** Where functions run and as part of what. */
  place(): Deployment {
    const { adminUrl, envId, region, appId } = this.options;
    return {
      adminUrl: adminUrl(),
      envId,
      region: region ?? 'ap-shanghai',
      appId: appId ?? 'wxlocal0000000000',
    };
  }

  /** @throws CloudError as `WorkerProcess.run` does */
  async run(
    fn: DeployedFunction,
    call: Invocation,
    event: string,
    print: (line: LogLine) => void
  ): Promise<WorkerReply> {
    const pool = this.pools.get(fn);
    if (!pool) throw new Error(`${fn.name} is not deployed`);
    return pool.run(this.workOf(fn, call, event), depthOf(call.chain), print);
  }

  size(name: string): ReturnType<Pool['size']> | null {
    const fn = this.find(name);
    return (fn && this.pools.get(fn)?.size()) ?? null;
  }

  start(): void {
    const first = [...this.pools.values()].slice(0, MOST_PREWARMED);
    for (const pool of first) pool.warm();
  }

  /** Forgets what calls left in processes. */
  retire(): void {
    for (const pool of this.pools.values()) pool.retire();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.stop()));
  }

  private workOf(
    fn: DeployedFunction,
    call: Invocation,
    event: string
  ): WorkerCall {
    const at = this.place();
    const given = { ...givenEnvironment(at, fn), ...callEnvironment(at, call) };
    return {
      env: { ...hostEnvironment(), ...given },
      clockOffsetMs: this.clockOffset(),
      event,
      context: callContext(fn, at, call, given),
    };
  }

  private createPool(fn: DeployedFunction): Pool {
    const { maxWorkers = 8, initTimeoutSeconds = 65 } = this.options;
    const { restAfterSeconds = 300, log = () => undefined } = this.options;
    return new Pool({
      fn,
      cap: maxWorkers,
      initTimeoutMs: initTimeoutSeconds * 1_000,
      restAfterMs: restAfterSeconds * 1_000,
      environment: () => ({
        ...startEnvironment(),
        ...givenEnvironment(this.place(), fn),
      }),
      clockOffsetMs: () => this.clockOffset(),
      log,
    });
  }

  private clockOffset(): number {
    return this.options.clock.now() - Date.now();
  }
}
