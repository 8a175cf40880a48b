import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { sized } from '../support/sized';

interface Axe {
  run(root: Document, options: RunOptions): Promise<AxeResults>;
}

const SOURCE = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8'
);
const WORTH_TELLING = ['serious', 'critical'];

/** Both for each page with LONG=1; else they take turns. */
const SCHEMES = ['light', 'dark'] as const;
let turns = 0;
const schemesNow = () =>
  sized([SCHEMES[turns++ % SCHEMES.length] ?? 'light'], [...SCHEMES]);

/**
 * What axe finds serious or critical in a page as it stands, in light and in
 * dark: one line each, with the rule, the scheme and where.
 */
export async function seriousIn(page: Page, name: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.addScriptTag({ content: SOURCE });
  }
  const found: string[] = [];
  for (const colorScheme of schemesNow()) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const one of await violationsIn(page)) {
      found.push(`${name} (${colorScheme}): ${one}`);
    }
  }
  return found;
}

async function violationsIn(page: Page): Promise<string[]> {
  await settled(page);
  const all = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    const options: RunOptions = { resultTypes: ['violations'] };
    return (await axe.run(document, options)).violations;
  });
  return all
    .filter(({ impact }) => WORTH_TELLING.includes(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, any, html }) =>
          `${id} at ${target.join(' ')} ${any[0]?.message ?? ''} ${html.slice(0, 160)}`
      )
    );
}

/** Colours on their way are no colours of the page. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ effect, playState }) =>
          playState !== 'running' ||
          effect?.getComputedTiming().iterations === Infinity
      )
  );
}
