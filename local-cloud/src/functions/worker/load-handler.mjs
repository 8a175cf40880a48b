import { existsSync, readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { provideSdks, provideSdksToModules } from './provide-sdks.mjs';

/**
 * Loads the file as the cloud would: from the function's folder alone, so a
 * package.json above that folder does not make modules of its scripts.
 */
export async function loadHandler(dir, { file: name, exportName, places }) {
  const file = join(dir, name);
  provideSdks(places);
  const load = isModule(dir, file) ? importFile : requireFile;
  const loaded = await load(dir, file, places);
  const main = loaded[exportName] ?? loaded.default?.[exportName];
  if (typeof main === 'function') return main;
  throw new Error(`handler "${exportName}" is not exported`);
}

function requireFile(dir, file) {
  const usual = Module._extensions['.js'];
  Module._extensions['.js'] = (module, filename) => {
    const bare = filename.startsWith(dir + sep) && !manifest(dir, filename);
    if (!bare) return usual(module, filename);
    module._compile(readFileSync(filename, 'utf8'), filename);
  };
  return createRequire(file)(file);
}

function importFile(dir, file, places) {
  provideSdksToModules(places);
  return import(pathToFileURL(file).href);
}

function isModule(dir, file) {
  if (file.endsWith('.mjs')) return true;
  if (file.endsWith('.cjs')) return false;
  const found = manifest(dir, file);
  return !!found && JSON.parse(readFileSync(found, 'utf8')).type === 'module';
}

/** The nearest package.json of a file, not above the function's folder. */
function manifest(dir, file) {
  let folder = dirname(file);
  for (;;) {
    const path = join(folder, 'package.json');
    if (existsSync(path)) return path;
    if (folder === dir || folder === dirname(folder)) return null;
    folder = dirname(folder);
  }
}
