import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { serveFolder } from '../../../h5/testing/serve-folder';
import { folderOfRun } from '../../support/folder-of-run';
import type { Scene } from './demo-cloud';

const ROOT = resolve(import.meta.dirname, '../../..');

const PHONE = { width: 375, height: 812 };

export interface DemoSite {
  open(browser: Browser, options: DemoOptions): Promise<Page>;
  stop(): Promise<void>;
}

export interface DemoOptions {
  scene: Scene;
  /** `pages/chat/index?a=1` */
  route: string;
  colorScheme?: 'light' | 'dark';
  /** Of a phone, unless said otherwise. */
  viewport?: { width: number; height: number };
  /** Points of the picture for a px; 2, unless said otherwise. */
  scale?: number;
  /** What the person chose in WeChat; 1 is the usual size of text. */
  textScale?: number;
}

async function buildDemo(outDir: string): Promise<void> {
  const compiler = await import('../../../h5/compiler/build-miniprogram');
  const root = join(ROOT, 'miniprogram');
  await compiler.buildMiniprogram({ root, outDir });
  const { build } = await import('esbuild');
  await build({
    entryPoints: [join(import.meta.dirname, 'demo-cloud.ts')],
    bundle: true,
    format: 'iife',
    outfile: join(outDir, 'demo.js'),
  });
}

/** The mini-program in a browser on a stand-in cloud with canned data. */
export async function serveDemo(): Promise<DemoSite> {
  const folder = await folderOfRun('demo', buildDemo);
  const server = await serveFolder(folder);
  return {
    async open(
      browser,
      {
        scene,
        route,
        colorScheme = 'light',
        viewport = PHONE,
        scale = 2,
        textScale = 1,
      }
    ) {
      const context = await browser.newContext({
        viewport,
        deviceScaleFactor: scale,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        colorScheme,
      });
      await context.addInitScript(`window.__demo = '${scene}'`);
      await context.addInitScript({ path: join(folder, 'demo.js') });
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      await page.goto(
        `${server.url}/phone.html?textScale=${textScale}#/${route}`
      );
      await page.waitForSelector('page-root');
      return page;
    },
    stop: () => server.close(),
  };
}
