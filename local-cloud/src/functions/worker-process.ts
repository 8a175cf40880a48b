import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CloudError } from '../kernel/errors';
import { cloudFailure } from './failure';

const WORKER = fileURLToPath(new URL('./worker.mjs', import.meta.url));

/** What crosses to the worker for one call. */
export interface WorkerCall {
  env: Record<string, string>;
  clockOffsetMs: number;
  /** JSON text. */
  event: string;
  context: Record<string, unknown>;
}

type Message =
  | { type: 'ready' }
  | { type: 'log'; text: string }
  | { type: 'result'; json: string }
  | { type: 'error' | 'crash'; message: string; stack: string };

interface Pending {
  resolve: (json: string) => void;
  reject: (error: CloudError) => void;
  log: (text: string) => void;
}

/** One process that runs one function, one call at a time. */
export interface WorkerProcess {
  /** The bundle this worker has loaded, by modification time. */
  readonly version: number;
  readonly alive: boolean;
  /**
   * Runs a call and resolves with the JSON text of its result.
   * @throws CloudError FUNCTIONS_TIME_LIMIT_EXCEEDED after which the process
   *   is gone, FUNCTIONS_EXECUTE_FAIL
   */
  run(
    call: WorkerCall,
    timeoutMs: number,
    log: (text: string) => void
  ): Promise<string>;
  kill(): void;
  onExit(listener: () => void): void;
}

export interface WorkerSpec {
  bundle: string;
  exportName: string;
  version: number;
  memoryMb: number;
  env: Record<string, string>;
}

export function startWorker(spec: WorkerSpec): WorkerProcess {
  const child = fork(WORKER, [spec.bundle, spec.exportName], {
    env: spec.env,
    execArgv: [`--max-old-space-size=${spec.memoryMb}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'json',
  });
  return superviseWorker(child, spec.version);
}

function superviseWorker(child: ChildProcess, version: number): WorkerProcess {
  let pending: Pending | null = null;
  let failure: CloudError | null = null;
  let tail = '';
  const ready = deferred();

  const settle = (act: (call: Pending) => void): void => {
    const call = pending;
    pending = null;
    if (call) act(call);
  };
  const keepTail = (chunk: Buffer): void => {
    tail = (tail + String(chunk)).slice(-4_000);
  };
  child.stdout?.on('data', keepTail);
  child.stderr?.on('data', keepTail);

  child.on('message', (message: Message) => {
    if (message.type === 'ready') ready.resolve();
    if (message.type === 'log') pending?.log(message.text);
    if (message.type === 'result') settle((c) => c.resolve(message.json));
    if (message.type === 'error' || message.type === 'crash') {
      const error = cloudFailure(message.message, message.stack);
      if (message.type === 'crash') failure = error;
      settle((call) => call.reject(error));
    }
  });
  child.on('error', (error) => (failure ??= cloudFailure(error.message)));
  child.on('close', (code, signal) => {
    failure ??= exitFailure(code, signal, tail);
    const error = failure;
    ready.reject(error);
    settle((call) => call.reject(error));
  });

  return {
    version,
    get alive() {
      return failure === null && child.exitCode === null;
    },
    async run(call, timeoutMs, log) {
      await ready.promise;
      return new Promise<string>((resolve, reject) => {
        const timer = setTimeout(() => {
          failure = timeLimit(timeoutMs);
          child.kill('SIGKILL');
        }, timeoutMs);
        const ended = <T>(act: (value: T) => void) => {
          return (value: T) => {
            clearTimeout(timer);
            act(value);
          };
        };
        pending = { resolve: ended(resolve), reject: ended(reject), log };
        child.send(call, (error) => {
          if (error) settle((c) => c.reject(cloudFailure(error.message)));
        });
      });
    },
    kill: () => void child.kill('SIGKILL'),
    onExit: (listener) => void child.on('close', listener),
  };
}

function deferred(): {
  promise: Promise<void>;
  resolve: () => void;
  reject: (error: CloudError) => void;
} {
  let resolve: () => void = () => undefined;
  let reject: (error: CloudError) => void = () => undefined;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // A worker that dies before anybody asked for it is no unhandled rejection.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

function timeLimit(timeoutMs: number): CloudError {
  return new CloudError(
    'FUNCTIONS_TIME_LIMIT_EXCEEDED',
    `Invoking task timed out after ${timeoutMs / 1000} seconds`
  );
}

function exitFailure(
  code: number | null,
  signal: string | null,
  tail: string
): CloudError {
  if (tail.includes('heap out of memory')) {
    return cloudFailure('memory limit exceeded', tail);
  }
  return cloudFailure(`process exited with ${code ?? signal}`, tail);
}
