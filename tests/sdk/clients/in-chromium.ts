import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../support/browser';
import type { CloudProcess } from '../cloud-of-project';
import { cutSockets, type Mode } from './in-node';
import type { Opened } from './opened';

export type Version = 'js-sdk-2' | 'js-sdk-3';

/** A browser and a small static server with the pages of these tests. */
export interface Chromium {
  /** A page of its own context with that SDK, not yet connected. */
  page(version: Version): Promise<Page>;
  close(): Promise<void>;
}

export async function startChromium(): Promise<Chromium> {
  const scripts = new Map([
    ['/js-sdk-2.js', await bundle('js-sdk-2')],
    ['/js-sdk-3.js', await bundle('js-sdk-3')],
  ]);
  const server = await serve(scripts);
  const { port } = server.address() as AddressInfo;
  const browser: Browser = await launchBrowser();
  return {
    async page(version) {
      const page = await (await browser.newContext()).newPage();
      await page.goto(`http://127.0.0.1:${port}/?${version}`);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** The browser's build of the SDK, as a bundler takes it from its package. */
async function bundle(version: Version): Promise<string> {
  const entry = new URL(`../pages/${version}.ts`, import.meta.url);
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    logLevel: 'error',
    define: { global: 'globalThis' },
  });
  return outputFiles[0]!.text;
}

async function serve(scripts: Map<string, string>): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    const script = scripts.get(url);
    const type = script ? 'text/javascript' : 'text/html';
    response.setHeader('content-type', `${type}; charset=utf-8`);
    const name = url.replace('/?', '');
    response.end(script ?? `<script src="/${name}.js"></script>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

export async function openInChromium(
  chromium: Chromium,
  cloud: CloudProcess,
  version: Version,
  mode: Mode
): Promise<Opened> {
  const page = await chromium.page(version);
  await page.exposeFunction('cutSockets', () => cutSockets(cloud));
  await connect(page, cloud, { mode, mark: `${version} Chromium ${mode}` });
  return {
    run: (name) => page.evaluate((wanted) => window.run(wanted), name),
    close: () => page.context().close(),
  };
}

/** Points the page's SDK at the cloud. */
export async function connect(
  page: Page,
  cloud: CloudProcess,
  how: { mode: Mode; mark: string; signIn?: boolean }
): Promise<void> {
  const { host } = new URL(cloud.url);
  const order = { signIn: true, ...how, host, env: cloud.env };
  await page.evaluate((wanted) => window.connect(wanted), order);
}
