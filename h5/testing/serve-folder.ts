import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';

export interface FolderServer {
  /** `http://127.0.0.1:PORT`, without a slash. */
  url: string;
  close(): Promise<void>;
}

/** Serves a built mini-program on a free port of loopback. */
export async function serveFolder(dir: string): Promise<FolderServer> {
  const handler = sirv(dir, { dev: true });
  const server = createServer((request, response) =>
    handler(request, response, () => {
      response.statusCode = 404;
      response.end();
    })
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
