import { createRequire } from 'node:module';
import { Window } from 'happy-dom';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import type jsSdk from '@cloudbase/js-sdk';
import type { Mode } from './sdks';
import type { CloudProcess } from './spawn-cloud';

const require = createRequire(import.meta.url);

/** The builds that a page loads, and so the releases of the SDK. */
export const WEB_BUILDS = {
  'js-sdk 3.7': '../../../node_modules/@cloudbase/js-sdk/dist/index.cjs.js',
  'js-sdk 2.32': '../../../node_modules/js-sdk-2/dist/index.cjs.js',
} as const;
export type WebBuild = keyof typeof WEB_BUILDS;

type App = ReturnType<(typeof jsSdk)['init']>;
interface OldApp {
  registerEndPoint(url: string, protocol: string): void;
  registerEndPointWithKey(at: object): void;
}

/** A copy of its own: the SDK keeps sessions and sockets by environment. */
function freshSdk(build: WebBuild): typeof jsSdk {
  const file = require.resolve(WEB_BUILDS[build]);
  delete require.cache[file];
  const loaded = require(file) as typeof jsSdk & { default?: typeof jsSdk };
  delete require.cache[file];
  return loaded.default ?? loaded;
}

/** What the SDK takes from a page; the rest stays Node's own. */
const OF_A_PAGE = [
  'document',
  'location',
  'localStorage',
  'sessionStorage',
  'XMLHttpRequest',
  'FormData',
  'File',
] as const;

/** Makes this process a page of the cloud's own origin, as far as need be. */
export function becomePage(cloud: CloudProcess): void {
  const window = new Window({ url: `${cloud.url}/page` });
  // As in every browser; the SDK knows a form by it.
  Object.defineProperty(window.FormData.prototype, Symbol.toStringTag, {
    value: 'FormData',
  });
  vi.stubGlobal('window', window);
  vi.stubGlobal('WebSocket', WebSocket);
  for (const name of OF_A_PAGE) vi.stubGlobal(name, window[name]);
}

/** The SDK as a page has it, not yet signed in. Call `becomePage` before. */
export function webApp(
  cloud: CloudProcess,
  build: WebBuild,
  mode: Mode = 'GATEWAY'
): App {
  localStorage.clear();
  const app = freshSdk(build).init({
    env: cloud.env,
    endPointMode: mode,
  } as Parameters<(typeof jsSdk)['init']>[0]);
  const { host } = new URL(cloud.url);
  if (build === 'js-sdk 3.7') {
    app.registerHost(host, 'http');
  } else {
    const old = app as unknown as OldApp;
    old.registerEndPoint(`//${host}/web`, 'http');
    for (const [key, path] of [
      ['GATEWAY', 'v1'],
      ['CLOUD_API', 'web'],
    ]) {
      const url = `//${host}/${path}`;
      old.registerEndPointWithKey({ key, url, protocol: 'http' });
    }
    // Its auth keeps the address that it had when it was made.
    app.auth({ persistence: 'local' });
  }
  return app;
}
