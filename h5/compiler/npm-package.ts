import path from 'node:path';
import { isDirectory, isFile, readJson } from './files';

const NAME = /^((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/;

/**
 * The folder of an npm package that holds its mini-program build, as DevTools
 * "build npm" takes it; undefined when the package is no mini-program package.
 */
export function miniprogramFolder(
  name: string,
  from: string
): string | undefined {
  for (let dir = from; ; dir = path.dirname(dir)) {
    const pkg = path.join(dir, 'node_modules', name);
    if (isFile(path.join(pkg, 'package.json'))) return buildFolder(pkg);
    if (dir === path.dirname(dir)) return undefined;
  }
}

function buildFolder(pkg: string): string | undefined {
  const meta = readJson<{ miniprogram?: string }>(
    path.join(pkg, 'package.json')
  );
  const dir = path.join(pkg, meta.miniprogram ?? 'miniprogram_dist');
  return isDirectory(dir) ? dir : undefined;
}

/** `@scope/pkg/a/b` → `['@scope/pkg', 'a/b']`. */
export function splitPackagePath(ref: string): [string, string] {
  const match = NAME.exec(ref);
  return match ? [match[1] ?? ref, match[2] ?? ''] : [ref, ''];
}

const NPM_ROOT = 'miniprogram_npm/';

/**
 * Where `miniprogram_npm/pkg/…`, a path inside the mini-program, is on disk
 * before DevTools "build npm" has copied it there.
 */
export function npmPath(inside: string, root: string): string | undefined {
  if (!inside.startsWith(NPM_ROOT)) return undefined;
  const [name, rest] = splitPackagePath(inside.slice(NPM_ROOT.length));
  const dir = miniprogramFolder(name, root);
  return dir && path.join(dir, rest);
}
