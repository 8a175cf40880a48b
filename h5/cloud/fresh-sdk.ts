import { createRequire } from 'node:module';
import type { Sdk } from './connect-phone';

const require = createRequire(import.meta.url);

/**
 * A copy of js-sdk of its own, for Node. js-sdk keeps requests by environment
 * and one socket per module, so two phones in a process need two copies.
 */
export function freshSdk(): Sdk {
  const file = require.resolve('@cloudbase/js-sdk');
  const kept = require.cache[file];
  delete require.cache[file];
  const loaded = require(file) as Sdk & { default?: Sdk };
  if (kept) require.cache[file] = kept;
  else delete require.cache[file];
  return loaded.default ?? loaded;
}
