import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { serveDemo } from './support/demo-site';
import { openShot } from './support/shot';
import { SHOTS } from './support/shots';
import { smallPng } from './support/small-png';

/** `npm run screens`: small pictures of every page into docs/screens/phone. */
const FOLDER = resolve(import.meta.dirname, '../../docs/screens');
const OUT = join(FOLDER, 'phone');

const TABLET = { width: 768, height: 1024 };

const site = await serveDemo();
const browser = await launchBrowser();
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
let bytes = 0;
for (const shot of SHOTS) {
  const phone = await openShot(site, browser, shot, { scale: 1 });
  await keep(phone, `${shot.name}-light`);
  await phone.emulateMedia({ colorScheme: 'dark' });
  await keep(phone, `${shot.name}-dark`, 2);
  await phone.context().close();
  if (shot.act) continue;
  const look = { scale: 1, viewport: TABLET };
  const tablet = await openShot(site, browser, shot, look);
  await keep(tablet, `${shot.name}-tablet`, 2);
  await tablet.context().close();
}
await browser.close();
await site.stop();
writeFileSync(join(OUT, 'README.md'), index());
console.log(`${SHOTS.length} screens, ${Math.round(bytes / 1024)} KB`);

async function keep(page: Page, name: string, by = 1): Promise<void> {
  const picture = smallPng(await page.screenshot(), by);
  bytes += picture.length;
  writeFileSync(join(OUT, `${name}.png`), picture);
}

function index(): string {
  const rows = SHOTS.map(({ name, act }) => {
    const looks = act ? ['light', 'dark'] : ['light', 'dark', 'tablet'];
    const pictures = looks.map((look) => `![${look}](${name}-${look}.png)`);
    return `## ${name}\n\n${pictures.join(' ')}\n`;
  });
  return [
    '# The mini-program, page by page',
    '',
    'Made by `npm run screens` on canned data: a phone of 375×812 in light, dark',
    'at half its size, and where a page only stands there a tablet of 768×1024.',
    '',
    ...rows,
  ].join('\n');
}
