import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CloudError } from '../kernel/errors';
import { takesTooLong } from './read-budget';
import type { ReaderReply, ReaderRequest } from './reader-messages';

const ENTRY = fileURLToPath(new URL('./start-reader.mjs', import.meta.url));
/** What a reader may hold; an aggregation over more is ended. */
const MEMORY_MB = 512;
/** After its time a read ends itself; this much later its process ends. */
const GRACE_MS = 1_000;
const KEPT_OUTPUT = 2_000;

export type Read = Exclude<ReaderReply, { error: unknown }>;

/**
 * One process that reads, one request at a time. It is a process and not a
 * thread because a thread that is ended inside SQLite takes all others along.
 */
export class Reader {
  private child: ChildProcess | null = null;
  private ready: Promise<void> | null = null;
  private output = '';

  constructor(
    private readonly file: string,
    private readonly log: (line: string) => void
  ) {}

  /** @throws CloudError what the query deserves, or that it took too long */
  async read(request: ReaderRequest): Promise<Read> {
    const child = this.start();
    child.ref();
    child.channel?.ref();
    try {
      await this.ready;
      const reply = await this.exchange(child, request);
      if (!('error' in reply)) return reply;
      const { code, message, detail } = reply.error;
      throw new CloudError(code, message, detail);
    } finally {
      child.unref();
      child.channel?.unref();
    }
  }

  stop(): void {
    this.child?.kill('SIGKILL');
    this.child = null;
  }

  private exchange(
    child: ChildProcess,
    request: ReaderRequest
  ): Promise<ReaderReply> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        end();
        this.stop();
        reject(takesTooLong());
      }, request.limitMs + GRACE_MS);
      const onMessage = (reply: unknown): void => {
        end();
        resolve(reply as ReaderReply);
      };
      const onExit = (): void => {
        end();
        reject(failed());
      };
      const end = (): void => {
        clearTimeout(timer);
        child.off('message', onMessage);
        child.off('exit', onExit);
      };
      child.on('message', onMessage);
      child.on('exit', onExit);
      child.send(request, (error) => error && onExit());
    });
  }

  private start(): ChildProcess {
    if (this.child) return this.child;
    const child = fork(ENTRY, [this.file], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${MEMORY_MB}`],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.child = child;
    this.output = '';
    child.stderr?.on('data', (text: Buffer) => {
      this.output = (this.output + text.toString()).slice(-KEPT_OUTPUT);
    });
    (child.stderr as unknown as { unref(): void }).unref();
    child.on('exit', (code, signal) => this.ended(child, signal ?? code));
    child.on('error', (error) => this.log(`a reader: ${error.message}`));
    this.ready = new Promise((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', () => reject(failed()));
    });
    this.ready.catch(() => undefined);
    return child;
  }

  private ended(child: ChildProcess, how: string | number | null): void {
    if (this.child !== child) return;
    this.child = null;
    this.log(`a reader of the store ended (${how}): ${this.output}`);
  }
}

const failed = (): CloudError =>
  new CloudError(
    'DATABASE_REQUEST_FAILED',
    'the query needs too much',
    'the process that read for it has ended; its memory may not have sufficed'
  );
