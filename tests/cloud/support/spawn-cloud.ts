import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(
  new URL('../../../scripts/cloud.mjs', import.meta.url)
);

/** A local cloud in a process of its own, and its door. */
export interface CloudProcess {
  url: string;
  env: string;
  child: ChildProcess;
  /** Everything it wrote to standard error. */
  log: () => string;
  door(
    method: string,
    path: string,
    body?: unknown
  ): Promise<Record<string, unknown>>;
  /** Ends it in order and waits. */
  stop(): Promise<void>;
}

export async function spawnCloud(
  options: {
    data?: string;
    project?: string;
    rules?: string;
    port?: number;
  } = {}
): Promise<CloudProcess> {
  const { data = ':memory:', port = 0 } = options;
  const args = ['--port', String(port), '--data', data];
  if (options.project) args.push('--project', options.project);
  if (options.rules) args.push('--rules', options.rules);
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    // Not in the repository, whose own project would be taken up.
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const { url, env } = await readyLine(child, () => log);
  return {
    url,
    env,
    child,
    log: () => log,
    door: (method, path, body) => callDoor(url, method, path, body),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function readyLine(
  child: ChildProcess,
  log: () => string
): Promise<{ url: string; env: string }> {
  const lines = createInterface({
    input: child.stdout as NodeJS.ReadableStream,
  });
  const line = await Promise.race([
    once(lines, 'line').then(([text]) => String(text)),
    once(child, 'close').then(() => null),
  ]);
  if (line === null) throw new Error(`the cloud did not start: ${log()}`);
  return JSON.parse(line) as { url: string; env: string };
}

async function callDoor(
  url: string,
  method: string,
  path: string,
  body?: unknown
): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/__local/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const reply = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${path}: ${JSON.stringify(reply)}`);
  return reply;
}
