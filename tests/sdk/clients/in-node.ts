import { createRequire } from 'node:module';
import { behaviours } from '../behaviours';
import type { Client } from '../behaviours/client';
import type { CloudProcess } from '../cloud-of-project';
import type { Opened } from './opened';
import { serverApp, serverClient } from './server-client';
import { webClient, type WebApp } from './web-client';

export type Mode = 'GATEWAY' | 'CLOUD_API';

export interface Sdk {
  init(config: { env: string; endPointMode: Mode }): WebApp & WebOnly;
}

interface WebOnly {
  registerHost(host: string, protocol: 'http'): void;
  auth(): {
    signInAnonymously(options: object): Promise<unknown>;
    signInWithPassword(options: object): Promise<{
      error: { category: string } | null;
    }>;
    signInWithCustomTicket(ticket: () => Promise<string>): Promise<unknown>;
    signOut(): Promise<unknown>;
    getCurrentUser(): Promise<{ uid: string } | null>;
  };
}

const require = createRequire(import.meta.url);

/** The SDK keeps session and socket in its module, so each app has its own. */
export function freshSdk(name: string): Sdk {
  const file = require.resolve(name);
  delete require.cache[file];
  const loaded = require(file) as Sdk & { default?: Sdk };
  delete require.cache[file];
  return loaded.default ?? loaded;
}

/** js-sdk 3.7 in Node, pointed at the cloud, nobody signed in. */
export function webApp(cloud: CloudProcess, mode: Mode): WebApp & WebOnly {
  const sdk = freshSdk('@cloudbase/js-sdk');
  const app = sdk.init({ env: cloud.env, endPointMode: mode });
  app.registerHost(new URL(cloud.url).host, 'http');
  return app;
}

export async function openServer(
  cloud: CloudProcess,
  mark: string,
  credentials: object
): Promise<Opened> {
  return opened(serverClient(mark, serverApp(cloud, credentials)));
}

export async function openWebInNode(
  cloud: CloudProcess,
  mode: Mode
): Promise<Opened> {
  const app = webApp(cloud, mode);
  await app.auth().signInAnonymously({});
  const client = webClient(app, {
    mark: `js-sdk Node ${mode}`,
    fileOf: (text) => new Blob([text]),
    cutSockets: () => cutSockets(cloud),
  });
  return opened(client);
}

export function opened(client: Client): Opened {
  return {
    run: (name) => behaviours[name](client),
    close: async () => undefined,
  };
}

export async function cutSockets(cloud: CloudProcess): Promise<void> {
  await cloud.door('POST', 'faults', { cutSockets: true });
}
