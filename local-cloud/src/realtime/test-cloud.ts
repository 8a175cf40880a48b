import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, vi } from 'vitest';
import type { ClientCaller } from '../kernel/caller';
import { movableClock, type Clock } from '../kernel/clock';
import { CloudError } from '../kernel/errors';
import type { RuleJson, Rules } from '../kernel/rules';
import type { Realtime } from '../kernel/services';
import type { Store } from '../kernel/store';
import { DEFAULT_SWITCHES } from '../door/switches';
import { createRules } from '../rules';
import { openDatabase } from '../store/open-database';
import { SqliteStore } from '../store/sqlite-store';
import {
  createRealtime,
  type RealtimeOptions,
  type RealtimeSwitches,
  type WatchLogin,
} from './index';
import { WatchClient } from './test-client';

let marks = 0;

/** A realtime service over a real store, for tests. */
export interface TestCloud {
  store: Store;
  realtime: Realtime;
  switches: Partial<RealtimeSwitches>;
  clock: Clock;
  /** The developer's log. */
  lines: string[];
  /** Collections that rules refuse. */
  refused: Set<string>;
  offline: Set<string>;
  /** A client that is connected and signed in as `openid`. */
  client(openid: string): Promise<WatchClient>;
  connect(): Promise<WatchClient>;
  /** Writes into `messages`. */
  insert(...docs: Record<string, unknown>[]): Promise<string[]>;
  update(_id: string, change: Record<string, unknown>): Promise<unknown>;
  /** Everything written so far has reached the client, or never will. */
  settled(client: WatchClient): Promise<void>;
  close(): Promise<void>;
}

/** Instead of the stub, which allows all but `refused`: real rules. */
interface RealRules {
  realRules?: Record<string, RuleJson>;
}

export async function startTestCloud({
  realRules,
  ...extra
}: Partial<RealtimeOptions> & RealRules = {}): Promise<TestCloud> {
  const clock = movableClock();
  const database = openDatabase(':memory:');
  const store = new SqliteStore(database.driver, clock);
  const server: Server = createServer();
  const switches: Partial<RealtimeSwitches> = {};
  const lines: string[] = [];
  const refused = new Set<string>();
  const offline = new Set<string>();
  const realtime = createRealtime({
    envId: 'env-1',
    store,
    clock,
    rules: realRules
      ? loadRules(realRules, store)
      : {
          check: ({ collection }) =>
            refused.has(collection)
              ? { allowed: false, reason: 'test' }
              : { allowed: true, reads: 0 },
          presetFilter: () => null,
        },
    verifySign: (text) => verifySign(text, clock),
    log: (line) => void lines.push(line),
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

  const insert = (...docs: Record<string, unknown>[]): Promise<string[]> =>
    store.insert('messages', docs);

  return {
    store,
    realtime,
    insert,
    update: (_id, change) =>
      store.update({
        collection: 'messages',
        filter: { _id },
        update: change,
      }),
    async settled(client) {
      const mark = `mark-${++marks}`;
      const { msgData } = await client.watch('messages', { mark });
      await insert({ mark });
      await vi.waitFor(() => {
        const own = client.nextEvents(msgData.queryID);
        expect(own).toHaveLength(1);
      });
    },
    switches,
    clock,
    lines,
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

function loadRules(json: Record<string, RuleJson>, store: Store): Rules {
  const rules = createRules({
    switches: () => DEFAULT_SWITCHES,
    getDocument: (collection, id) => store.peek(collection, id),
  });
  for (const [collection, rule] of Object.entries(json)) {
    rules.set(collection, rule);
  }
  return rules;
}

/** `o1` signs in for good, `o1 for 60` for so many seconds. */
function verifySign(signStr: string, clock: Clock): WatchLogin {
  if (signStr === 'expired') throw new CloudError('SIGN_EXPIRED_ERROR');
  if (signStr === 'nobody') return { caller: null };
  const [openid, seconds] = signStr.split(' for ');
  const caller: ClientCaller = { kind: 'client', openid };
  if (seconds === undefined) return { caller };
  return { caller, endsAt: clock.now() + Number(seconds) * 1_000 };
}
