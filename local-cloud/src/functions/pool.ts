import { statSync } from 'node:fs';
import { join } from 'node:path';
import { CloudError } from '../kernel/errors';
import { processEnvironment } from './environment';
import type { DeployedFunction } from './options';
import {
  startWorker,
  type WorkerCall,
  type WorkerProcess,
} from './worker-process';

const KEPT_IDLE = 2;
const REAP_AFTER_MS = 10_000;
const SPARE_AFTER_MS = 250;
const MOST_WAITING = 1_000;

/** The warm workers of one function. */
export interface Pool {
  /** Waits for a free worker, runs, and gives the worker back. */
  run(call: WorkerCall, log: (text: string) => void): Promise<string>;
  /** Starts a worker in advance where none stands idle. */
  warm(): void;
  /** Lets go of all state kept in warm workers. */
  retire(): void;
  stop(): void;
  /** For tests and the console. */
  size(): { idle: number; busy: number; waiting: number };
}

type Waiter = {
  resolve: (worker: WorkerProcess) => void;
  reject: (error: CloudError) => void;
};

export function createPool(fn: DeployedFunction, cap: number): Pool {
  const [file = 'index', exportName = 'main'] = (
    fn.handler ?? 'index.main'
  ).split('.');
  const bundle = join(fn.dir, `${file}.js`);
  const timeoutMs = (fn.timeoutSeconds ?? 3) * 1_000;
  const idle: WorkerProcess[] = [];
  const busy = new Set<WorkerProcess>();
  const retired = new WeakSet<WorkerProcess>();
  const waiting: Waiter[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;

  function later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer.unref());
  }

  function start(): WorkerProcess {
    const worker = startWorker({
      bundle,
      exportName,
      version: versionOf(bundle),
      memoryMb: fn.memoryMb ?? 256,
      env: processEnvironment(fn.env),
    });
    worker.onExit(() => {
      const at = idle.indexOf(worker);
      if (at >= 0) idle.splice(at, 1);
    });
    return worker;
  }

  function isCurrent(worker: WorkerProcess): boolean {
    return (
      worker.alive &&
      !retired.has(worker) &&
      worker.version === versionOf(bundle)
    );
  }

  function takeIdle(): WorkerProcess | null {
    for (let worker = idle.pop(); worker; worker = idle.pop()) {
      if (isCurrent(worker)) return worker;
      worker.kill();
    }
    return null;
  }

  function acquire(): Promise<WorkerProcess> {
    const worker = takeIdle() ?? (busy.size < cap ? start() : null);
    if (worker) {
      busy.add(worker);
      later(SPARE_AFTER_MS, warm);
      return Promise.resolve(worker);
    }
    if (waiting.length >= MOST_WAITING) {
      throw new CloudError('EXCEED_CONCURRENT_REQUEST_LIMIT');
    }
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  }

  function release(worker: WorkerProcess): void {
    busy.delete(worker);
    if (stopped || !isCurrent(worker)) worker.kill();
    else idle.push(worker);
    const next = waiting.shift();
    if (next) acquire().then(next.resolve, next.reject);
    else if (idle.length > KEPT_IDLE) later(REAP_AFTER_MS, reap);
  }

  function reap(): void {
    while (idle.length > KEPT_IDLE) idle.shift()?.kill();
  }

  function warm(): void {
    if (stopped || idle.length > 0 || busy.size >= cap) return;
    idle.push(start());
  }

  function retire(): void {
    for (const worker of idle.splice(0)) worker.kill();
    for (const worker of busy) retired.add(worker);
  }

  return {
    async run(call, log) {
      const worker = await acquire();
      try {
        return await worker.run(call, timeoutMs, log);
      } finally {
        release(worker);
      }
    },
    warm,
    retire,
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      for (const worker of [...idle.splice(0), ...busy]) worker.kill();
      const error = new CloudError('FUNCTIONS_EXECUTE_FAIL', 'cloud stopped');
      for (const waiter of waiting.splice(0)) waiter.reject(error);
    },
    size: () => ({
      idle: idle.length,
      busy: busy.size,
      waiting: waiting.length,
    }),
  };
}

function versionOf(bundle: string): number {
  return statSync(bundle, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
