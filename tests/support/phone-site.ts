import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sirv from 'sirv';
import { buildMiniprogram } from '../../h5/compiler/build-miniprogram';

export interface PhoneSite {
  url: string;
  stop(): Promise<void>;
}

/** The mini-program of this very commit, compiled and served. */
export async function servePhones(
  root = path.resolve(import.meta.dirname, '../../miniprogram')
): Promise<PhoneSite> {
  const outDir = mkdtempSync(path.join(tmpdir(), 'phones-'));
  await buildMiniprogram({ root, outDir });
  const server: Server = createServer(sirv(outDir, { dev: true }));
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
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
