import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { sized } from '../support/sized';
import {
  serveDemo,
  type DemoOptions,
  type DemoSite,
} from './support/demo-site';
import { openShot } from './support/shot';
import { SHOTS } from './support/shots';

/** Walking all of them takes minutes. */
const EVERY = sized(10, 1);
/** Pages that are walked side by side. */
const AT_ONCE = 3;

let browser: Browser;
let site: DemoSite;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), serveDemo()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

/** What is wrong with what can be pressed, and with the page's width. */
function complaints(): string[] {
  const found: string[] = [];
  const pressed = '[role=button], [role=tab], [role=switch], [role=radio]';
  for (const one of document.querySelectorAll<HTMLElement>(pressed)) {
    const { width, height } = one.getBoundingClientRect();
    if (width === 0 || height === 0) continue;
    const named = one.closest('[aria-label]:not([aria-label=""])');
    const name = named?.getAttribute('aria-label') ?? one.textContent ?? '';
    if (!name.trim()) found.push(`nameless: ${one.className}`);
    // A switch is as high as WeChat's own.
    if (one.getAttribute('role') === 'switch') continue;
    const { top, bottom } = hitArea(one);
    if (bottom - top < 43.5) {
      found.push(`${Math.round(bottom - top)} px: ${one.className}`);
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push('too wide');
  return [...new Set(found)];

  /** Its box and what is drawn around it to be pressed (::after). */
  function hitArea(one: HTMLElement) {
    const box = one.getBoundingClientRect();
    const after = getComputedStyle(one, '::after');
    const grows = after.content !== 'none' && after.position === 'absolute';
    const [up, down] = [parseFloat(after.top), parseFloat(after.bottom)];
    if (!grows || Number.isNaN(up)) return box;
    return { top: box.top + Math.min(0, up), bottom: box.bottom - down };
  }
}

async function walked(look: Pick<DemoOptions, 'textScale'>, from: number) {
  const found: Record<string, string[]> = {};
  const left = SHOTS.filter((_, at) => at % EVERY === from % EVERY);
  const walk = async () => {
    for (let shot = left.shift(); shot; shot = left.shift()) {
      const page = await openShot(site, browser, shot, { scale: 1, ...look });
      const wrong = await page.evaluate(complaints);
      if (wrong.length > 0) found[shot.name] = wrong;
      await page.context().close();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, walk));
  return found;
}

describe('every page', () => {
  it('has a name and room for a finger on all that can be pressed', async () => {
    expect(await walked({}, 0)).toEqual({});
  }, 600_000);

  it('has them with the largest text as well, and is as wide as the phone', async () => {
    expect(await walked({ textScale: 1.4 }, 5)).toEqual({});
  }, 600_000);
});
