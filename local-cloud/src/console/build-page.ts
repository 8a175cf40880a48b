import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const STATIC = ['index.html', 'icon.svg'];

/**
 * Bundles the console of a source folder: `index.html`, `icon.svg`, `app.js`
 * and `app.css`. esbuild is loaded only here: the published package carries
 * the files that `writePage` made, and does without it.
 */
export async function buildPage(source: string): Promise<Map<string, Buffer>> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: {
      app: join(source, 'main.ts'),
      'app-style': join(source, 'styles/app.css'),
    },
    outdir: source,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'silent',
    write: false,
  });
  const files = new Map<string, Buffer>();
  for (const { path, contents } of outputFiles) {
    const name = basename(path).replace('app-style', 'app');
    files.set(name, Buffer.from(contents));
  }
  for (const name of STATIC) files.set(name, readFileSync(join(source, name)));
  return files;
}

/** Writes the bundled console into a folder, for the published package. */
export async function writePage(source: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [name, body] of await buildPage(source)) {
    writeFileSync(join(folder, name), body);
  }
}
