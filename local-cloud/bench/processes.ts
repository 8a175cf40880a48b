import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

export interface Running {
  /** What the process printed when it was ready. */
  ready: Record<string, unknown>;
  pid: number;
  /** Milliseconds from its start to that line. */
  startedInMs: number;
  stop(): Promise<void>;
}

/** Starts a TypeScript file of this folder; it prints one JSON line. */
export async function start(file: string, args: string[]): Promise<Running> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', `${folder}${file}`, ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, TENCENTCLOUD: 'true' },
    }
  );
  const ready = await firstLine(child);
  return {
    ready,
    pid: child.pid ?? 0,
    startedInMs: performance.now() - began,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function firstLine(
  child: ChildProcess
): Promise<Record<string, unknown>> {
  if (!child.stdout) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{')) {
      child.stdout.resume();
      return JSON.parse(line) as Record<string, unknown>;
    }
  }
  throw new Error('the process ended before it was ready');
}
