import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import path from 'node:path';
import sirv from 'sirv';
import { folderOfRun } from './folder-of-run';

export interface PhoneSite {
  url: string;
  stop(): Promise<void>;
}

const ROOT = path.resolve(import.meta.dirname, '../../miniprogram');

/** The compiler is heavy, and one file of a run builds for all. */
async function buildPhones(outDir: string): Promise<void> {
  const compiler = await import('../../h5/compiler/build-miniprogram');
  await compiler.buildMiniprogram({ root: ROOT, outDir });
}

/** The mini-program of this very commit, compiled and served. */
export async function servePhones(): Promise<PhoneSite> {
  const folder = await folderOfRun('phones', buildPhones);
  const server: Server = createServer(sirv(folder, { dev: true }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
