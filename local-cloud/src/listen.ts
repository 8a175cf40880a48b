import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudError } from './kernel/errors';

/**
 * Listens on loopback only; answers the address.
 * @throws CloudError PORT_IN_USE
 */
export function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken
          ? new CloudError('PORT_IN_USE', `port ${port} is already in use`)
          : error
      );
    });
    server.listen(port, '127.0.0.1', () => {
      const { port: chosen } = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${chosen}`);
    });
  });
}

/** Lets running answers finish and closes what only idles. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
  });
}
