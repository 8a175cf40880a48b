import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  context,
  type BuildContext,
  type BuildOptions,
  type Plugin,
} from 'esbuild';
import { FUNCTION_NAMES } from '../domain/actions/spec';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = join(ROOT, 'cloudfunctions');
/** The built functions: what is deployed, and what the local cloud runs. */
export const FUNCTIONS_DIST = join(SOURCE, 'dist');

export interface BuiltFunction {
  name: string;
  bytes: number;
}

/**
 * Bundles each function with everything it needs into dist/<name>/index.js
 * (CommonJS, Node 20, minified; the map beside it is not deployed). What did
 * not change is not touched, and nothing is ever half-written: a cloud that
 * runs the functions meanwhile goes on.
 */
export async function buildFunctions(): Promise<BuiltFunction[]> {
  const built: BuiltFunction[] = [];
  await markAsCommonJs();
  for (const name of FUNCTION_NAMES) {
    const bundle = await prepare(name);
    await bundle.rebuild();
    await bundle.dispose();
    built.push({ name, bytes: (await stat(bundleOf(name))).size });
  }
  return built;
}

/** Builds at every change until the returned function is called. */
export async function watchFunctions(): Promise<() => Promise<void>> {
  await markAsCommonJs();
  const bundles = await Promise.all(FUNCTION_NAMES.map(prepare));
  for (const bundle of bundles) await bundle.watch();
  return async () => {
    for (const bundle of bundles) await bundle.dispose();
  };
}

function bundleOf(name: string): string {
  return join(FUNCTIONS_DIST, name, 'index.js');
}

/**
 * Beside the functions, so that it is not deployed: there index.js stands
 * alone and is CommonJS anyway, here it stands inside a package of modules.
 */
async function markAsCommonJs(): Promise<void> {
  const text = `${JSON.stringify({ type: 'commonjs' })}\n`;
  await place(join(FUNCTIONS_DIST, 'package.json'), Buffer.from(text));
}

async function prepare(name: string): Promise<BuildContext> {
  const config = join(SOURCE, name, 'config.json');
  if (existsSync(config)) {
    const text = await readFile(config);
    await place(join(FUNCTIONS_DIST, name, 'config.json'), text);
  }
  return context(optionsFor(name));
}

function optionsFor(name: string): BuildOptions {
  return {
    entryPoints: [join(SOURCE, name, 'index.ts')],
    outfile: bundleOf(name),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    // A minified name in a log of the cloud helps nobody.
    keepNames: true,
    sourcemap: 'linked',
    logLevel: 'warning',
    // The font of printed files lies beside the one function that has it.
    loader: { '.woff': 'file' },
    assetNames: '[name]',
    write: false,
    plugins: [
      placeFiles,
      ...(name === 'wechat' ? [oneServerSdk] : []),
      ...(name === 'download' ? [commonPdfkit] : []),
    ],
  };
}

const placeFiles: Plugin = {
  name: 'place-files',
  setup(build) {
    build.onEnd(async ({ outputFiles = [] }) => {
      for (const { path, contents } of outputFiles) await place(path, contents);
    });
  },
};

/** Appears as a whole, and only where it differs from what is there. */
async function place(path: string, contents: Uint8Array): Promise<void> {
  if (existsSync(path) && (await readFile(path)).equals(contents)) return;
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, contents);
  await rename(draft, path);
}

/**
 * wx-server-sdk brings a node-sdk of its own. The function that uses both
 * gets that one only, or it would carry the same library twice.
 */
const oneServerSdk: Plugin = {
  name: 'one-server-sdk',
  setup(build) {
    const here = createRequire(import.meta.url);
    const within = createRequire(here.resolve('wx-server-sdk'));
    const path = within.resolve('@cloudbase/node-sdk');
    build.onResolve({ filter: /^@cloudbase\/node-sdk$/ }, () => ({ path }));
  },
};

/**
 * The modules of pdfkit ask where they lie as soon as they are loaded, which
 * nothing in a bundle of CommonJS can answer; its CommonJS does not.
 */
const commonPdfkit: Plugin = {
  name: 'common-pdfkit',
  setup(build) {
    const path = createRequire(import.meta.url).resolve('pdfkit');
    build.onResolve({ filter: /^pdfkit$/ }, () => ({ path }));
  },
};

async function main(): Promise<void> {
  if (process.argv.includes('--watch')) {
    await watchFunctions();
    return;
  }
  for (const { name, bytes } of await buildFunctions()) {
    console.log(`${name}: ${Math.round(bytes / 1024)} kB`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
