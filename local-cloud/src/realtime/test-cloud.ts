import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientCaller } from '../kernel/caller';
import { movableClock } from '../kernel/clock';
import { CloudError } from '../kernel/errors';
import type { Realtime } from '../kernel/services';
import type { Store } from '../kernel/store';
import { openDatabase } from '../store/open-database';
import { SqliteStore } from '../store/sqlite-store';
import { createRealtime, type RealtimeOptions } from './index';
import { WatchClient } from './test-client';

/** A realtime service over a real store, for tests. */
export interface TestCloud {
  store: Store;
  realtime: Realtime;
  switches: { watchEnabled: boolean; connectionQuota: number };
  /** Collections that rules refuse. */
  refused: Set<string>;
  offline: Set<string>;
  /** A client that is connected and signed in as `openid`. */
  client(openid: string): Promise<WatchClient>;
  connect(): Promise<WatchClient>;
  close(): Promise<void>;
}

export async function startTestCloud(
  extra: Partial<RealtimeOptions> = {}
): Promise<TestCloud> {
  const clock = movableClock();
  const database = openDatabase(':memory:');
  const store = new SqliteStore(database.driver, clock);
  const server: Server = createServer();
  const switches = { watchEnabled: true, connectionQuota: Infinity };
  const refused = new Set<string>();
  const offline = new Set<string>();
  const realtime = createRealtime({
    envId: 'env-1',
    store,
    clock,
    rules: {
      check: ({ collection }) =>
        refused.has(collection)
          ? { allowed: false, reason: 'test' }
          : { allowed: true, reads: 0 },
      presetFilter: () => null,
    },
    verifySign,
    switches: () => switches,
    reachable: (caller) => !offline.has(caller?.openid ?? ''),
    ...extra,
  });
  realtime.attach(server);
  await realtime.start();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const clients: WatchClient[] = [];

  async function connect(): Promise<WatchClient> {
    const client = await WatchClient.connect(`ws://127.0.0.1:${port}/ws`);
    clients.push(client);
    return client;
  }

  return {
    store,
    realtime,
    switches,
    refused,
    offline,
    connect,
    async client(openid) {
      const client = await connect();
      await client.login(openid);
      return client;
    },
    async close() {
      for (const client of clients) client.socket.terminate();
      await realtime.stop();
      await new Promise((done) => server.close(done));
      await store.close();
      database.close();
    },
  };
}

function verifySign(signStr: string): ClientCaller | null {
  if (signStr === 'expired') throw new CloudError('SIGN_EXPIRED_ERROR');
  return signStr === 'nobody' ? null : { kind: 'client', openid: signStr };
}
