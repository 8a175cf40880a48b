/** `npm run build`: everything anew, changed or not. */
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { requireNode } from './lib/require-node.mjs';
import { runMain } from './lib/say.mjs';

runMain(async () => {
  requireNode();
  await ensureInstalled();
  await ensureBuilt({ force: true });
});
