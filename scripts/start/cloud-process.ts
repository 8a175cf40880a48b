import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../lib/repository';

export interface CloudAddress {
  url: string;
  env: string;
}

export interface CloudSpec {
  port: number;
  /** Folder of its data; the log goes to cloud.log beside it. */
  data: string;
  /** Values for cloudbaserc.json's {{env.…}}. */
  variables: Record<string, string>;
}

const READY_MS = 30_000;
const STOP_MS = 5_000;

/** The local cloud as a child that can be killed and started again. */
export class CloudProcess {
  private child: ChildProcess | null = null;
  private expected = false;

  constructor(
    private readonly spec: CloudSpec,
    /** Called when it ends without being told to. */
    private readonly onDeath: (why: string) => void
  ) {}

  /** Resolves when it answers. Rejects with what it said when it does not. */
  async start(): Promise<CloudAddress> {
    this.expected = false;
    const child = this.spawn();
    this.child = child;
    child.on('exit', (code, signal) => {
      if (this.child === child) this.child = null;
      if (!this.expected) this.onDeath(String(signal ?? code));
    });
    return firstLine(child);
  }

  /** As a power cut: nothing is flushed, nothing is told. */
  async killAndRestart(): Promise<CloudAddress> {
    await this.end('SIGKILL');
    return this.start();
  }

  async stop(): Promise<void> {
    const child = this.child;
    const force = setTimeout(() => child?.kill('SIGKILL'), STOP_MS);
    await this.end('SIGTERM');
    clearTimeout(force);
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.child;
    if (!child) return;
    this.expected = true;
    const gone = new Promise<void>((resolve) =>
      child.once('exit', () => resolve())
    );
    child.kill(signal);
    await gone;
  }

  private spawn(): ChildProcess {
    const { port, data, variables } = this.spec;
    mkdirSync(data, { recursive: true });
    const dieWithParent = path.join(import.meta.dirname, 'die-with-parent.cjs');
    const child = spawn(
      process.execPath,
      [
        '--require',
        dieWithParent,
        'scripts/cloud.mjs',
        '--port',
        String(port),
        '--data',
        data,
      ],
      {
        cwd: ROOT,
        env: { ...process.env, ...variables, TENCENTCLOUD: 'true' },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        // Ctrl-C is for us; we then stop the cloud in order.
        detached: process.platform !== 'win32',
      }
    );
    const log = createWriteStream(`${data}.log`, { flags: 'a' });
    child.stderr?.pipe(log);
    return child;
  }
}

/** The cloud prints one line of JSON when it is ready. */
function firstLine(child: ChildProcess): Promise<CloudAddress> {
  return new Promise((resolve, reject) => {
    let tail = '';
    const late = setTimeout(
      () => reject(new Error(`the local cloud is not ready: ${tail}`)),
      READY_MS
    );
    child.stderr?.on('data', (chunk) => {
      tail = (tail + String(chunk)).slice(-2_000);
    });
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`the local cloud ended with ${code}: ${tail}`));
    });
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return;
      clearTimeout(late);
      resolve(JSON.parse(line) as CloudAddress);
    });
  });
}
