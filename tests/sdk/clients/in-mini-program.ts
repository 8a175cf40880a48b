import { createRequire } from 'node:module';
import { behaviours } from '../behaviours';
import type { CloudProcess } from '../cloud-of-project';
import { fakeWx, phoneFiles } from './fake-wx';
import { cutSockets, freshSdk, type Mode } from './in-node';
import type { Opened } from './opened';
import { webClient } from './web-client';

const require = createRequire(import.meta.url);

/** The mini-program's build of js-sdk and its adapter over a double of `wx`. */
export async function openInMiniProgram(
  cloud: CloudProcess,
  mode: Mode
): Promise<Opened> {
  Object.assign(globalThis, { wx: fakeWx(), Page: () => undefined });
  const build = require.resolve('@cloudbase/js-sdk/database');
  const file = build.replace(/js-sdk\/.*$/, 'js-sdk/miniprogram_dist/index.js');
  const sdk = freshSdk(file) as ReturnType<typeof freshSdk> & {
    useAdapters(adapter: unknown): void;
  };
  const adapter = require('@cloudbase/adapter-wx_mp') as { default: unknown };
  sdk.useAdapters(adapter.default);
  const app = sdk.init({ env: cloud.env, endPointMode: mode });
  app.registerHost(new URL(cloud.url).host, 'http');
  await app.auth().signInAnonymously({});
  const client = webClient(app, {
    mark: `mini-program ${mode}`,
    fileOf(text) {
      const path = `wxfile://${phoneFiles.size}.txt`;
      phoneFiles.set(path, text);
      return path;
    },
    cutSockets: () => cutSockets(cloud),
  });
  return {
    run: (name) => behaviours[name](client),
    async close() {
      Reflect.deleteProperty(globalThis, 'wx');
      Reflect.deleteProperty(globalThis, 'Page');
    },
  };
}
