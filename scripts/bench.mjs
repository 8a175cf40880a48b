/** `npm run bench -- <name>`: ratios within one run. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { ROOT } from './lib/paths.mjs';
import { requireNode } from './lib/require-node.mjs';
import { runMain } from './lib/say.mjs';

const BENCHES = {
  'local-cloud': 'local-cloud/bench/main.ts',
  functions: 'scripts/bench/functions.ts',
};

runMain(async () => {
  requireNode();
  await ensureInstalled();
  const [name = '', ...args] = process.argv.slice(2);
  const file = BENCHES[name] ? path.join(ROOT, BENCHES[name]) : null;
  if (!file || !existsSync(file)) {
    console.error(`用法：npm run bench -- ${Object.keys(BENCHES).join(' | ')}`);
    process.exitCode = 1;
    return;
  }
  const { status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', file, ...args],
    { cwd: ROOT, stdio: 'inherit' }
  );
  process.exitCode = status ?? 1;
});
