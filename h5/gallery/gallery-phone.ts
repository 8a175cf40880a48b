import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { buildMiniprogram } from '../compiler/build-miniprogram';
import { errorsOf, launchChromium, openPhone } from '../testing/chromium';
import type { PhoneOptions } from '../testing/chromium';
import { serveFolder } from '../testing/serve-folder';
import type { FolderServer } from '../testing/serve-folder';

export const GALLERY = path.join(import.meta.dirname, 'miniprogram');

/** The gallery in a browser: what its tests open, press and look at. */
export class GalleryPhone {
  private outDir = '';
  private server!: FolderServer;
  private browser!: Browser;
  /** Requests that left this machine; there must be none. */
  private strangers: string[] = [];
  page!: Page;

  async start(): Promise<void> {
    this.outDir = fs.mkdtempSync(path.join(os.tmpdir(), 'gallery-'));
    await buildMiniprogram({ root: GALLERY, outDir: this.outDir });
    this.server = await serveFolder(this.outDir);
    this.browser = await launchChromium();
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    await this.server?.close();
    fs.rmSync(this.outDir, { recursive: true, force: true });
  }

  /** A new phone at `pages/NAME/index`. */
  async open(name: string, options: PhoneOptions = {}): Promise<void> {
    const context = await openPhone(this.browser, options);
    this.page = await context.newPage();
    this.strangers = [];
    this.page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      const leaves = protocol.startsWith('http') && hostname !== '127.0.0.1';
      if (leaves) this.strangers.push(request.url());
    });
    await this.page.goto(`${this.server.url}/phone.html#/pages/${name}/index`);
    await this.page.locator('page-root').waitFor();
  }

  /** Closes the phone and answers what went wrong in it. */
  async leave(): Promise<string[]> {
    const errors = await errorsOf(this.page);
    await this.page.context().close();
    return [...errors, ...this.strangers];
  }

  /** A field of the data of the page on top. */
  field(name: string): Promise<unknown> {
    return this.page.evaluate((name) => {
      const scope = window as unknown as {
        getCurrentPages(): { data: Record<string, unknown> }[];
      };
      const value = scope.getCurrentPages().at(-1)?.data[name];
      return JSON.parse(JSON.stringify(value ?? null)) as unknown;
    }, name);
  }

  words(text: string): Locator {
    return this.page.getByText(text, { exact: true });
  }

  button(text: string): Locator {
    return this.page.locator('wx-button', { hasText: text });
  }

  /** Presses the middle of a thing, moves by so many pixels, lets go. */
  async drag(target: Locator, x: number, y: number): Promise<void> {
    const box = await target.boundingBox();
    if (!box) throw new Error('nothing to drag');
    const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(from.x + x, from.y + y, { steps: 12 });
    await mouse.up();
  }
}
