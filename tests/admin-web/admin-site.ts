import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sirv from 'sirv';
import { build } from 'vite';

const CONFIG = path.resolve(
  import.meta.dirname,
  '../../admin-web/vite.config.ts'
);

/** Builds the page of this commit into a folder of its own. */
export async function buildAdmin(): Promise<{
  folder: string;
  remove(): void;
}> {
  const folder = mkdtempSync(path.join(tmpdir(), 'admin-web-'));
  await buildInto(folder);
  return {
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface AdminSite {
  /** Not the root of its host, as behind a path of static hosting. */
  url: string;
  stop(): Promise<void>;
}

const buildInto = (outDir: string) =>
  build({ configFile: CONFIG, build: { outDir }, logLevel: 'error' });

/**
 * The same for the journeys of one run, which share it: a build takes longer
 * than most of them. The runner is the parent of them all.
 */
async function builtOnce(): Promise<string> {
  const runs = path.resolve(import.meta.dirname, '../../admin-web/.build');
  const mine = path.join(runs, `run-${process.ppid}`);
  for (const run of existsSync(runs) ? readdirSync(runs) : []) {
    const old = path.join(runs, run);
    const [, pid] = /(\d+)/.exec(run) ?? [];
    if (old !== mine && isOver(Number(pid))) {
      rmSync(old, { recursive: true, force: true });
    }
  }
  if (existsSync(mine)) return mine;
  mkdirSync(runs, { recursive: true });
  const own = mkdtempSync(path.join(runs, `${process.pid}-`));
  await buildInto(own);
  try {
    renameSync(own, mine);
  } catch {
    // Whoever was quicker has built the same.
    rmSync(own, { recursive: true, force: true });
  }
  return mine;
}

/** Whether nobody runs under that number any more. */
function isOver(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

/** The built page as hosting serves it, with config.json beside index.html. */
export async function serveAdmin(config: {
  env: string;
  localCloud: string;
}): Promise<AdminSite> {
  const serve = sirv(await builtOnce(), { dev: true });
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    const missing = () => void response.writeHead(404).end();
    if (url === '/desk/config.json') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(config));
      return;
    }
    if (!url.startsWith('/desk/')) return missing();
    request.url = url.slice('/desk'.length);
    serve(request, response, missing);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/desk/`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
