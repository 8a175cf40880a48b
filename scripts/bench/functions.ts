/**
 * `npm run bench -- functions`: how long each bundled function takes to load,
 * against wx-server-sdk as it lies in node_modules, each in a process of its
 * own. Medians, and their ratio: a cold start pays for this.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { FUNCTION_NAMES } from '../../domain/actions/spec';
import { buildFunctions, FUNCTIONS_DIST } from '../build-functions';

const ROUNDS = 9;
const require = createRequire(import.meta.url);

const built = await buildFunctions();
const rows = [
  { name: 'wx-server-sdk', file: require.resolve('wx-server-sdk'), bytes: 0 },
  ...FUNCTION_NAMES.map((name) => ({
    name,
    file: path.join(FUNCTIONS_DIST, name, 'index.js'),
    bytes: built.find((one) => one.name === name)?.bytes ?? 0,
  })),
];

// Taken in turns, so that what else the machine does meets them all.
const taken = new Map<string, number[]>(rows.map(({ name }) => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const { name, file } of rows) taken.get(name)?.push(loadMs(file));
}

const unbundled = median(taken.get('wx-server-sdk') ?? []);
for (const { name, bytes } of rows) {
  const ms = median(taken.get(name) ?? []);
  const size = bytes > 0 ? `, ${Math.round(bytes / 1024)} kB` : '';
  const ratio = (ms / unbundled).toFixed(2);
  console.log(`${name}: ${ms.toFixed(0)} ms, ${ratio}×${size}`);
}

/** In a fresh process, from before the first require to after it. */
function loadMs(file: string): number {
  const code = `const t=process.hrtime.bigint();require(${JSON.stringify(file)});
    console.log(Number(process.hrtime.bigint()-t)/1e6);process.exit()`;
  const { stdout } = spawnSync(process.execPath, ['-e', code], {
    encoding: 'utf8',
    env: { ...process.env, TENCENTCLOUD: 'true' },
  });
  return Number(stdout.trim().split('\n').at(-1));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
