import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '../support/browser';
import { serveDemo, type DemoOptions } from './support/demo-site';
import { openShot, type Shot } from './support/shot';
import { SHOTS } from './support/shots';

/**
 * `tsx tests/miniprogram/shoot.ts OUT [name…]`: every page whose name has one
 * of these in it, on a phone light and dark, with large text, and on a tablet.
 */
const [out = 'h5/dist/shots', ...only] = process.argv.slice(2);

const LOOKS: Record<
  string,
  Pick<DemoOptions, 'colorScheme' | 'viewport' | 'textScale'>
> = {
  light: {},
  dark: { colorScheme: 'dark' },
  large: { textScale: 1.4 },
  wide: { viewport: { width: 768, height: 1024 } },
};

const site = await serveDemo();
const browser = await launchBrowser();
mkdirSync(out, { recursive: true });
for (const shot of SHOTS) {
  const wanted =
    only.length === 0 || only.some((one) => shot.name.includes(one));
  if (wanted) await shoot(shot);
}
await browser.close();
await site.stop();

async function shoot(shot: Shot): Promise<void> {
  for (const [look, options] of Object.entries(LOOKS)) {
    const page = await openShot(site, browser, shot, options);
    await page.screenshot({ path: join(out, `${shot.name}-${look}.png`) });
    await page.context().close();
  }
}
