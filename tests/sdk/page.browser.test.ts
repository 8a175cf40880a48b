import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  connect,
  startChromium,
  type Chromium,
  type Version,
} from './clients/in-chromium';
import type { Mode } from './clients/in-node';
import { serverApp } from './clients/server-client';
import { cloudOfProject, type CloudProcess } from './cloud-of-project';

let cloud: CloudProcess;
let chromium: Chromium;

beforeAll(async () => {
  cloud = await cloudOfProject();
  chromium = await startChromium();
});
afterAll(async () => {
  await chromium?.close();
  await cloud?.stop();
});

const PAGES: [Version, Mode][] = [
  ['js-sdk-3', 'GATEWAY'],
  ['js-sdk-3', 'CLOUD_API'],
  ['js-sdk-2', 'GATEWAY'],
  ['js-sdk-2', 'CLOUD_API'],
];

const who = (page: Page) => page.evaluate(() => window.who());

describe.each(PAGES)('a page with %s, %s', (version, mode) => {
  it('[SDK-41] is the same person after a reload', async () => {
    const page = await chromium.page(version);
    await connect(page, cloud, { mode, mark: 'reload' });
    const before = await who(page);
    expect(before).toBeTruthy();
    await page.reload();
    await connect(page, cloud, { mode, mark: 'reload', signIn: false });
    expect(await who(page)).toBe(before);
    await page.context().close();
  });

  it('[SDK-42] sees what a server writes', async () => {
    const page = await chromium.page(version);
    await connect(page, cloud, { mode, mark: 'server' });
    const kind = `${version} ${mode}`;
    await page.evaluate((wanted) => {
      window.watching = window.client.watch('things', { kind: wanted });
    }, kind);
    const things = serverApp(cloud).database().collection('things');
    await things.add({ kind: 'another', n: 1 });
    await things.add({ kind, n: 2 });
    await page.waitForFunction(() => window.watching.docs().length > 0);
    const seen = await page.evaluate(() =>
      window.watching.docs().map(({ n }) => n)
    );
    expect(seen).toEqual([2]);
    await page.context().close();
  });
});
