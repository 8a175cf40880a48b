import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sirv from 'sirv';
import { folderOfRun } from '../support/folder-of-run';

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

/** Vite takes seconds to load, and one file of a run builds for all. */
async function buildInto(outDir: string): Promise<void> {
  const { build } = await import('vite');
  await build({ configFile: CONFIG, build: { outDir }, logLevel: 'error' });
}

/** The built page as hosting serves it, with config.json beside index.html. */
export async function serveAdmin(config: {
  env: string;
  localCloud: string;
}): Promise<AdminSite> {
  const serve = sirv(await folderOfRun('admin-web', buildInto), { dev: true });
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
