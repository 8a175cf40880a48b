import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CloudError } from '../kernel/errors';
import type { LogLine } from '../kernel/services';
import {
  cloudFailure,
  memoryLimit,
  resultTooLarge,
  timeLimit,
} from './failure';

const WORKER = fileURLToPath(new URL('./worker/main.mjs', import.meta.url));
const TOO_MUCH_MEMORY = 'local-cloud: memory limit exceeded';
const KEPT_TAIL = 4_000;
/** Pipes that a grandchild holds open must not hold up the answer. */
const PIPES_MS = 100;

/** What crosses to the worker for one call. */
export interface WorkerCall {
  env: Record<string, string>;
  clockOffsetMs: number;
  /** JSON text. */
  event: string;
  context: Record<string, unknown>;
}

/** JSON text of a result and the memory its process held then. */
export interface WorkerReply {
  json: string;
  rss: number;
}

export interface WorkerSpec {
  dir: string;
  /** Below `dir`. */
  file: string;
  exportName: string;
  /** Where SDKs are looked for that the function does not carry. */
  places: string[];
  memoryMb: number;
  clockOffsetMs: number;
  env: Record<string, string>;
  initTimeoutMs: number;
}

type Message =
  | { type: 'ready' }
  | { type: 'log'; line: LogLine }
  | { type: 'result'; json: string; rss: number }
  | { type: 'oversize' }
  | { type: 'error' | 'crash'; message: string; stack: string };

interface Pending {
  resolve: (reply: WorkerReply) => void;
  reject: (error: CloudError) => void;
  log: (line: LogLine) => void;
}

/** One process that runs one function, one call at a time. */
export class WorkerProcess {
  /** No call has run in it: nothing of any test's world is in its memory. */
  fresh = true;
  /** The cloud itself ended it. */
  dismissed = false;
  private readonly child: ChildProcess;
  private readonly ready: Promise<void>;
  private readonly ended: Promise<void>;
  private pending: Pending | null = null;
  private failure: CloudError | null = null;
  private tail = '';
  private onReady: () => void = () => undefined;
  private onFailed: (error: CloudError) => void = () => undefined;

  constructor(spec: WorkerSpec) {
    const { env, dir, initTimeoutMs, ...rest } = spec;
    const cloud = process.pid;
    const told = { ...rest, cloud, tooMuchMemory: TOO_MUCH_MEMORY };
    this.child = fork(WORKER, [JSON.stringify(told)], {
      cwd: dir,
      env,
      execArgv: [`--max-old-space-size=${spec.memoryMb}`],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A group of its own, so that what a function starts ends with it.
      detached: process.platform !== 'win32',
    });
    this.ready = new Promise((resolve, reject) => {
      this.onReady = resolve;
      this.onFailed = reject;
    });
    this.ended = new Promise((resolve) => {
      this.child.once('exit', resolve);
      this.child.once('error', resolve);
    });
    this.limitLoading(initTimeoutMs);
    this.supervise(dir);
  }

  get alive(): boolean {
    return this.failure === null && this.child.exitCode === null;
  }

  /** @throws CloudError when the function does not load */
  loaded(): Promise<void> {
    return this.ready;
  }

  /**
   * Runs a call. The time limit counts from when the function is loaded.
   * @throws CloudError FUNCTIONS_TIME_LIMIT_EXCEEDED or
   *   FUNCTIONS_MEMORY_LIMIT_EXCEEDED, after which the process is gone,
   *   FUNCTIONS_EXECUTE_FAIL
   */
  async run(
    call: WorkerCall,
    timeoutMs: number,
    log: (line: LogLine) => void
  ): Promise<WorkerReply> {
    this.fresh = false;
    await this.ready;
    const timer = setTimeout(() => this.end(timeLimit(timeoutMs)), timeoutMs);
    try {
      return await new Promise<WorkerReply>((resolve, reject) => {
        this.pending = { resolve, reject, log };
        this.child.send(call, (error) => {
          if (error)
            this.settle((at) => at.reject(cloudFailure(String(error))));
        });
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Resolves when the process is gone and its entry is reaped. */
  kill(): Promise<void> {
    this.dismissed = true;
    this.end(cloudFailure('the cloud ended the process'));
    return this.ended;
  }

  onExit(listener: () => void): void {
    this.child.on('exit', listener);
  }

  private end(reason: CloudError): void {
    this.failure ??= reason;
    const { pid, exitCode, signalCode } = this.child;
    if (pid && exitCode === null && signalCode === null) killGroup(pid);
  }

  private limitLoading(ms: number): void {
    const error = cloudFailure(`initialization timed out after ${ms / 1000} s`);
    const timer = setTimeout(() => this.end(error), ms).unref();
    const done = (): void => clearTimeout(timer);
    // A worker that dies before anybody asked for it is no unhandled rejection.
    this.ready.then(done, done);
  }

  private supervise(dir: string): void {
    const { child } = this;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.tail = (this.tail + String(chunk)).slice(-KEPT_TAIL);
      });
    }
    child.on('message', (message: Message) => this.receive(message));
    child.on('error', (error) => {
      const why = existsSync(dir) ? error.message : 'it has no folder';
      this.fail(cloudFailure(why, `${dir}: ${error.message}`));
    });
    const gone = (code: number | null, signal: string | null): void =>
      this.fail(this.exitFailure(code, signal));
    child.on('close', gone);
    child.on('exit', (code, signal) => {
      setTimeout(gone, PIPES_MS, code, signal).unref();
    });
  }

  private receive(message: Message): void {
    switch (message.type) {
      case 'ready':
        return this.onReady();
      case 'log':
        return this.pending?.log(message.line);
      case 'result':
        return this.settle((call) => call.resolve(message));
      case 'oversize':
        return this.settle((call) => call.reject(resultTooLarge()));
      case 'error':
      case 'crash': {
        const error = cloudFailure(message.message, message.stack);
        if (message.type === 'crash') this.failure ??= error;
        return this.settle((call) => call.reject(error));
      }
    }
  }

  private fail(error: CloudError): void {
    const reason = (this.failure ??= error);
    this.onFailed(reason);
    this.settle((call) => call.reject(reason));
  }

  private settle(act: (call: Pending) => void): void {
    const call = this.pending;
    this.pending = null;
    if (call) act(call);
  }

  private exitFailure(code: number | null, signal: string | null): CloudError {
    const { tail } = this;
    const outOfMemory =
      tail.includes(TOO_MUCH_MEMORY) || tail.includes('heap out of memory');
    if (outOfMemory) return memoryLimit(tail);
    return cloudFailure(`process exited with ${code ?? signal}`, tail);
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    // It has ended meanwhile, which is all that was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
