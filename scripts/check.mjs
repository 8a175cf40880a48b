/** `npm run check`: what `npm test` asks before any test of the product. */
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { BIN } from './lib/paths.mjs';
import { requireNode } from './lib/require-node.mjs';
import { runMain, say } from './lib/say.mjs';
import { CHECKS, runSteps } from './lib/steps.mjs';

const HOUSE = {
  name: '家规测试',
  args: [BIN.vitest, 'run', 'tests/house'],
};

runMain(async () => {
  requireNode();
  await ensureInstalled();
  await ensureBuilt();
  const failed = await runSteps([...CHECKS, HOUSE]);
  if (failed.length === 0) return;
  say(`没有通过：${failed.join('、')}`);
  process.exitCode = 1;
});
