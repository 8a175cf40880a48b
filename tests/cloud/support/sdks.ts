import { createRequire } from 'node:module';
import type jsSdk from '@cloudbase/js-sdk';
import nodeSdk from '@cloudbase/node-sdk';
import type { CloudProcess } from './spawn-cloud';

/** The server SDK, pointed at the cloud by configuration alone. */
export function serverApp(cloud: CloudProcess) {
  return nodeSdk.init({
    env: cloud.env,
    secretId: 'local',
    secretKey: 'local',
    serviceUrl: `${cloud.url}/admin`,
  } as Parameters<typeof nodeSdk.init>[0]);
}

export type Mode = 'GATEWAY' | 'CLOUD_API';

const require = createRequire(import.meta.url);

/**
 * The browser SDK keeps its session and its socket by environment, so two
 * people in one process need two copies of it.
 */
function freshSdk(): typeof jsSdk {
  const file = require.resolve('@cloudbase/js-sdk');
  delete require.cache[file];
  const loaded = require(file) as typeof jsSdk & { default?: typeof jsSdk };
  delete require.cache[file];
  return loaded.default ?? loaded;
}

/** The browser SDK, not yet signed in. */
export function clientApp(cloud: CloudProcess, mode: Mode = 'GATEWAY') {
  const app = freshSdk().init({
    env: cloud.env,
    endPointMode: mode,
  } as Parameters<(typeof jsSdk)['init']>[0]);
  app.registerHost(new URL(cloud.url).host, 'http');
  return app;
}

/** Signed in as whoever the door makes: the SDK's own `setSession`. */
export async function signedIn(
  cloud: CloudProcess,
  identity: Record<string, string>,
  mode: Mode = 'GATEWAY'
) {
  const app = clientApp(cloud, mode);
  const tokens = await cloud.door('POST', 'identity', identity);
  const { error } = await app.auth().setSession({
    access_token: String(tokens.accessToken),
    refresh_token: String(tokens.refreshToken),
  });
  if (error) throw new Error(`setSession: ${error.message}`);
  return app;
}
