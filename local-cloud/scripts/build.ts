/**
 * Makes `dist/`, what the published package carries: each source as a module
 * of its own at its own place (workers are found by their path), the console
 * bundled, and the types of the one module that others import.
 */
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import ts from 'typescript';
import { writePage } from '../src/console/build-page';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');
const dist = join(root, process.argv[2] ?? 'dist');

/** Sources that run; tests, their helpers and the page's own stay behind. */
const files = readdirSync(source, { recursive: true })
  .map(String)
  .filter((file) => /\.(ts|mjs|cjs)$/.test(file))
  .filter((file) => !/\.test\.ts$|(^|\/)test-[\w-]+\.ts$/.test(file))
  .filter((file) => !file.startsWith(join('console', 'page') + '/'));

/** `./errors` becomes `./errors.js`: Node does not guess, bundlers do. */
const withExtensions: Plugin = {
  name: 'with-extensions',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, importer, kind }) => {
      if (kind === 'entry-point') return null;
      return { path: extended(path, dirname(importer)), external: true };
    });
  },
};

function extended(path: string, from: string): string {
  if (/\.[cm]?js$/.test(path)) return path;
  const target = join(from, path);
  const isFolder = statSync(target, { throwIfNoEntry: false })?.isDirectory();
  return isFolder ? `${path}/index.js` : `${path}.js`;
}

rmSync(dist, { recursive: true, force: true });
await build({
  entryPoints: files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(source, file)),
  outdir: dist,
  outbase: source,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  charset: 'utf8',
  logLevel: 'warning',
  plugins: [withExtensions],
});
for (const file of files.filter((name) => !name.endsWith('.ts'))) {
  mkdirSync(dirname(join(dist, file)), { recursive: true });
  copyFileSync(join(source, file), join(dist, file));
}
await writePage(
  join(source, 'console/page'),
  join(dist, 'console/console-page')
);

const { outputText } = ts.transpileDeclaration(
  readFileSync(join(source, 'cloud.ts'), 'utf8'),
  { fileName: 'cloud.ts', compilerOptions: {} }
);
writeFileSync(join(dist, 'cloud.d.ts'), outputText);
chmodSync(join(dist, 'main.js'), 0o755);
console.log(`${files.length} modules in ${relative(process.cwd(), dist)}`);
