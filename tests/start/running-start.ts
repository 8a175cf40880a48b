import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:http';
import path from 'node:path';
import { ROOT } from '../../scripts/lib/repository';

/** `npm start` as a person runs it, on a free pair of ports. */
export interface RunningStart {
  port: number;
  /** Everything it said so far. */
  said(): string;
  /** Resolves when it said this. Rejects when it ended before. */
  until(text: string): Promise<void>;
  /** As Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** As `kill -9`. */
  kill(): void;
  ended: Promise<number | null>;
}

export function runStart(port: number, data: string): RunningStart {
  const child = spawn(
    process.execPath,
    [
      path.join(ROOT, 'scripts/start.mjs'),
      ...['--port', String(port), '--data', data, '--no-open'],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] }
  );
  const output = collect(child);
  const ended = new Promise<number | null>((resolve) =>
    child.once('close', resolve)
  );
  return {
    port,
    said: output.text,
    ended,
    until: (text) =>
      Promise.race([
        output.until(text),
        ended.then((code) => {
          throw new Error(`npm start ended with ${code}: ${output.text()}`);
        }),
      ]),
    stop: async () => {
      child.kill('SIGINT');
      return ended;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

function collect(child: ChildProcess) {
  let text = '';
  const waiting = new Map<string, () => void>();
  const take = (chunk: Buffer): void => {
    text += String(chunk);
    for (const [wanted, resolve] of waiting) {
      if (text.includes(wanted)) resolve();
    }
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  return {
    text: () => text,
    until: (wanted: string) =>
      new Promise<void>((resolve) => {
        if (text.includes(wanted)) resolve();
        else waiting.set(wanted, resolve);
      }),
  };
}

/** A port that is free, as is the one after it. */
export async function freePair(): Promise<number> {
  for (let port = 20_000 + (process.pid % 20_000); ; port += 2) {
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
}

export async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  const free = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (free) await new Promise((closed) => probe.close(closed));
  return free;
}
