import { fileURLToPath } from 'node:url';
import { CloudError } from '../kernel/errors';
import type { LogLine } from '../kernel/services';
import { codeVersion } from './code-version';
import { handlerOf } from './handler';
import type { DeployedFunction } from './options';
import {
  WorkerProcess,
  type WorkerCall,
  type WorkerReply,
} from './worker-process';

const KEPT_USED = 2;
const REAP_AFTER_MS = 10_000;
const SPARE_AFTER_MS = 250;
const MOST_WAITING = 1_000;
const HERE = fileURLToPath(import.meta.url);

export interface PoolOptions {
  fn: DeployedFunction;
  /** Most calls at a time at each depth of a chain. */
  cap: number;
  initTimeoutMs: number;
  /** Without a call for so long, all its processes end. */
  restAfterMs: number;
  /** Of a process that has no call yet. */
  environment: () => Record<string, string>;
  clockOffsetMs: () => number;
  /** Tells of a function that does not load. */
  log: (line: string) => void;
}

interface Waiter {
  depth: number;
  resolve: (worker: WorkerProcess) => void;
  reject: (error: CloudError) => void;
}

/**
 * The warm workers of one function. Calls wait for a free one, those of a
 * chain apart by their depth: a function that calls itself never waits for
 * the worker that waits for it.
 */
export class Pool {
  private readonly idle: WorkerProcess[] = [];
  private readonly busy = new Map<WorkerProcess, number>();
  private readonly processes = new Set<WorkerProcess>();
  private readonly versions = new WeakMap<WorkerProcess, string>();
  private readonly retired = new WeakSet<WorkerProcess>();
  private readonly waiting: Waiter[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private resting: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly options: PoolOptions) {}

  async run(
    call: WorkerCall,
    depth: number,
    log: (line: LogLine) => void
  ): Promise<WorkerReply> {
    const worker = await this.acquire(depth);
    try {
      const { timeoutSeconds = 3 } = this.options.fn;
      return await worker.run(call, timeoutSeconds * 1_000, log);
    } finally {
      this.release(worker);
    }
  }

  /** Starts a worker in advance where no unused one stands ready. */
  warm(): void {
    if (this.stopped || this.idle.some(({ fresh }) => fresh)) return;
    this.idle.push(this.start());
  }

  /** Lets go of all state that calls left; unused workers have none. */
  retire(): void {
    for (const worker of this.idle.filter(({ fresh }) => !fresh)) {
      this.drop(worker);
    }
    for (const worker of this.busy.keys()) this.retired.add(worker);
  }

  /** Resolves when every process of it is gone. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.resting);
    for (const timer of this.timers) clearTimeout(timer);
    for (const waiter of this.waiting.splice(0)) waiter.reject(stopped());
    await Promise.all([...this.processes].map((worker) => worker.kill()));
  }

  /** For tests and the console. */
  size(): { idle: number; busy: number; waiting: number } {
    const { idle, busy, waiting } = this;
    return { idle: idle.length, busy: busy.size, waiting: waiting.length };
  }

  private acquire(depth: number): Promise<WorkerProcess> {
    if (this.stopped) throw stopped();
    if (this.busyAt(depth) < this.options.cap) {
      return Promise.resolve(this.take(depth));
    }
    if (this.waiting.length >= MOST_WAITING) {
      throw new CloudError('EXCEED_CONCURRENT_REQUEST_LIMIT');
    }
    return new Promise((resolve, reject) =>
      this.waiting.push({ depth, resolve, reject })
    );
  }

  /** A used worker is preferred, so that an unused one stays for a reset. */
  private take(depth: number): WorkerProcess {
    const version = codeVersion(this.options.fn.dir);
    for (const worker of [...this.idle]) {
      const current = worker.alive && this.versions.get(worker) === version;
      if (!current) this.drop(worker);
    }
    const found = this.idle.findLast(({ fresh }) => !fresh) ?? this.idle[0];
    if (found) this.idle.splice(this.idle.indexOf(found), 1);
    const worker = found ?? this.start();
    this.busy.set(worker, depth);
    this.later(SPARE_AFTER_MS, () => this.warm());
    this.postponeRest();
    return worker;
  }

  private release(worker: WorkerProcess): void {
    this.busy.delete(worker);
    const usable = worker.alive && !this.retired.has(worker) && !this.stopped;
    if (usable) this.idle.push(worker);
    else void worker.kill();
    // A call that lasted longer than the rest began it: it begins anew.
    if (!this.stopped) this.postponeRest();
    const { waiting } = this;
    const next = waiting.findIndex(
      ({ depth }) => this.busyAt(depth) < this.options.cap
    );
    const [waiter] = next >= 0 ? waiting.splice(next, 1) : [];
    if (waiter) waiter.resolve(this.take(waiter.depth));
    else if (this.idle.length > KEPT_USED + 1) {
      this.later(REAP_AFTER_MS, () => this.reap());
    }
  }

  private reap(): void {
    const used = this.idle.filter(({ fresh }) => !fresh);
    for (const worker of used.slice(0, -KEPT_USED)) this.drop(worker);
  }

  private postponeRest(): void {
    const { restAfterMs } = this.options;
    this.resting ??= setTimeout(() => this.rest(), restAfterMs).unref();
    this.resting.refresh();
  }

  private rest(): void {
    for (const worker of [...this.idle]) this.drop(worker);
  }

  private drop(worker: WorkerProcess): void {
    const at = this.idle.indexOf(worker);
    if (at >= 0) this.idle.splice(at, 1);
    void worker.kill();
  }

  private start(): WorkerProcess {
    const { fn, environment, clockOffsetMs, initTimeoutMs, log } = this.options;
    const worker = new WorkerProcess({
      dir: fn.dir,
      ...handlerOf(fn),
      places: [...(fn.projectDir ? [`${fn.projectDir}/`] : []), HERE],
      memoryMb: fn.memoryMb ?? 256,
      clockOffsetMs: clockOffsetMs(),
      env: environment(),
      initTimeoutMs,
    });
    this.versions.set(worker, codeVersion(fn.dir));
    this.processes.add(worker);
    worker.onExit(() => {
      this.processes.delete(worker);
      const at = this.idle.indexOf(worker);
      if (at >= 0) this.idle.splice(at, 1);
    });
    worker.loaded().catch((error: CloudError) => {
      if (!worker.dismissed) log(`${fn.name} does not load: ${error.detail}`);
    });
    return worker;
  }

  private busyAt(depth: number): number {
    let count = 0;
    for (const at of this.busy.values()) if (at === depth) count += 1;
    return count;
  }

  private later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      act();
    }, ms);
    this.timers.add(timer.unref());
  }
}

const stopped = (): CloudError =>
  new CloudError('FUNCTIONS_EXECUTE_FAIL', 'cloud stopped');
