/**
 * Measures the local cloud against what is like it, in one run on one
 * machine. Arguments: `--json` (a line of JSON per figure), `--only a,b`,
 * `--rounds 7`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { delivery } from './delivery';
import { asJson, asLine, type Figure } from './figures';
import { flatness } from './flatness';
import { hostile } from './hostile';
import { matching } from './matching';
import { scale } from './scale';
import type { Settings } from './settings';
import { sustained } from './sustained';

const PARTS: Record<string, (settings: Settings) => Promise<Figure[]>> = {
  delivery,
  flatness,
  sustained,
  scale,
  hostile,
  matching,
};

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    rounds: { type: 'string', default: '7' },
  },
});

const wanted = values.only?.split(',') ?? Object.keys(PARTS);
const unknown = wanted.find((name) => !Object.hasOwn(PARTS, name));
if (unknown) {
  console.error(
    `there is no part ${unknown}: ${Object.keys(PARTS).join(', ')}`
  );
  process.exit(1);
}
process.env['TENCENTCLOUD'] = 'true';
const folder = mkdtempSync(join(tmpdir(), 'local-cloud-bench-'));
try {
  for (const name of wanted) {
    const settings = { folder, rounds: Number(values.rounds) };
    for (const figure of (await PARTS[name]?.(settings)) ?? []) {
      console.log(values.json ? asJson(figure) : asLine(figure));
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
