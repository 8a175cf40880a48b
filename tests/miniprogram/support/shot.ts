import type { Browser, Page } from 'playwright-core';
import { part } from '../../support/part';
import type { Scene } from './demo-cloud';
import type { DemoOptions, DemoSite } from './demo-site';

/** One screen in one state. */
export interface Shot {
  name: string;
  scene: Scene;
  route: string;
  /** Drawn when the page has its data. */
  ready: string;
  act?: (page: Page) => Promise<void>;
  /** It never comes to rest. */
  moving?: true;
}

export const customerChat = (
  name: string,
  scene: Scene,
  act?: Shot['act']
): Shot => ({
  name,
  scene,
  route: 'pages/chat/index',
  ready: 'bubble',
  ...(act && { act }),
});

export const consented = async (page: Page) => {
  await page.locator(part('composer-lock')).click();
  await page.locator(part('consent-yes')).click();
  await page.locator(part('consent-sheet')).waitFor({ state: 'hidden' });
};

/** Opens a shot and brings it into its state, at rest. */
export async function openShot(
  site: DemoSite,
  browser: Browser,
  shot: Shot,
  look: Omit<DemoOptions, 'scene' | 'route'> = {}
): Promise<Page> {
  const page = await site.open(browser, { ...shot, ...look });
  await page.locator(part(shot.ready)).first().waitFor();
  await shot.act?.(page);
  if (!shot.moving) await page.evaluate(comeToRest);
  return page;
}

/** Nothing has moved for some frames; what turns for ever does not count. */
async function comeToRest(): Promise<void> {
  const FRAMES = 15;
  for (let still = 0; still < FRAMES;) {
    await new Promise(requestAnimationFrame);
    const moving = document
      .getAnimations()
      .some(
        (one) =>
          one.playState === 'running' &&
          one.effect?.getTiming().iterations !== Infinity
      );
    still = moving ? 0 : still + 1;
  }
}
