import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/cloud.mjs');

export interface RunningCloud {
  url: string;
  env: string;
  /** Replaces the rules of the collections named, creating them. */
  setRules(rules: Record<string, unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** A local cloud of its own, in memory, without a project, on a free port. */
export async function startCloud(): Promise<RunningCloud> {
  const child = spawn(
    process.execPath,
    [SCRIPT, '--port', '0', '--data', ':memory:'],
    { cwd: os.tmpdir(), stdio: ['ignore', 'pipe', 'pipe'] }
  );
  let log = '';
  child.stderr.on('data', (chunk) => (log += String(chunk)));
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => resolve())
  );
  const line = await Promise.race([
    new Promise<string>((resolve) =>
      createInterface(child.stdout).once('line', resolve)
    ),
    ended.then(() => Promise.reject(new Error(`no cloud: ${log}`))),
  ]);
  const { url, env } = JSON.parse(line) as { url: string; env: string };
  return {
    url,
    env,
    setRules: (rules) => put(`${url}/__local/rules`, rules),
    stop: () => {
      child.kill();
      return ended;
    },
  };
}

async function put(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
}
