import path from 'node:path';

const here = import.meta.dirname;

/** Preloaded into every Node process of a test run. */
export const GUARD = path.join(here, 'loopback-guard.cjs');

/** The same for NODE_OPTIONS, whose values are quoted as in a shell. */
export const GUARD_OPTION = `--require=${JSON.stringify(
  GUARD.split(path.sep).join('/')
)}`;

/** Who reached for another machine, a line each. Empty means nobody. */
export const GUARD_LOG =
  process.env['LOOPBACK_GUARD_LOG'] ??
  path.resolve(here, '../../.build/loopback-violations.log');
