import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The local cloud in a process of its own, which can be killed. */
export interface CloudProcess {
  url: string;
  env: string;
  /** SIGKILL, as a power cut would; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Starts again on the same port with the same data. */
  restart(): Promise<void>;
  /** Resolves when the process has ended for whatever reason. */
  exited(): Promise<void>;
  running(): boolean;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function launch(
  port: number,
  dataDir: string,
  env: Record<string, string>
) {
  const child = spawn(
    process.execPath,
    ['scripts/cloud.mjs', '--port', String(port), '--data', dataDir],
    {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    }
  );
  const errors: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    errors.push(chunk.toString());
    if (errors.length > 200) errors.shift();
  });
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout! })) {
      if (line.startsWith('{')) {
        return JSON.parse(line) as { url: string; env: string };
      }
    }
    throw new Error(`the local cloud did not start:\n${errors.join('')}`);
  })();
  return { child, ready: await ready };
}

/** The whole process group: the launcher, the cloud and its workers. */
function killGroup(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

export async function startCloudProcess(options: {
  dataDir: string;
  env?: Record<string, string>;
}): Promise<CloudProcess> {
  const port = await freePort();
  let current = await launch(port, options.dataDir, options.env ?? {});
  const exited = async () => {
    const { child } = current;
    if (child.exitCode === null && child.signalCode === null) {
      await once(child, 'exit');
    }
  };
  const kill = async () => {
    killGroup(current.child);
    await exited();
  };
  return {
    url: current.ready.url,
    env: current.ready.env,
    kill,
    exited,
    running: () =>
      current.child.exitCode === null && current.child.signalCode === null,
    async restart() {
      current = await launch(port, options.dataDir, options.env ?? {});
    },
    stop: kill,
  };
}
