import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { isOwn, miniprogramClosure } from './miniprogram-closure';

const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
const DIST = join(ROOT, 'node_modules/tdesign-miniprogram/miniprogram_dist');

/**
 * Lays the mini-program out as miniprogram-simulate reads it: CommonJS beside
 * each template, npm components in `miniprogram_npm`, references relative.
 */
export async function stageForSimulate(outDir: string): Promise<void> {
  const { files } = await miniprogramClosure();
  const scripts: string[] = [];
  for (const file of files) {
    if (/\.(ts|js)$/.test(file)) scripts.push(file);
    else stageFile(file, outDir);
  }
  const components = scripts.filter((file) =>
    files.includes(file.replace(/\.(ts|js)$/, '.json'))
  );
  await build({
    entryPoints: components.map((file) => ({
      in: file,
      out: staged(file).replace(/\.(ts|js)$/, ''),
    })),
    outdir: outDir,
    bundle: true,
    format: 'cjs',
    target: 'es2020',
    logLevel: 'warning',
  });
}

/** Path of a file inside the staged folder. */
function staged(file: string): string {
  if (isOwn(file)) return relative(join(ROOT, 'miniprogram'), file);
  return join('miniprogram_npm/tdesign-miniprogram', relative(DIST, file));
}

function stageFile(file: string, outDir: string): void {
  const target = join(outDir, staged(file));
  mkdirSync(dirname(target), { recursive: true });
  if (file.endsWith('.json')) writeFileSync(target, relativeUsing(file));
  else copyFileSync(file, target);
}

function relativeUsing(file: string): string {
  const json = JSON.parse(readFileSync(file, 'utf8')) as {
    usingComponents?: Record<string, string>;
  };
  const using = Object.entries(json.usingComponents ?? {}).map(
    ([tag, reference]) => [tag, relativeTo(staged(file), reference)]
  );
  return JSON.stringify({
    ...json,
    usingComponents: Object.fromEntries(using),
  });
}

function relativeTo(from: string, reference: string): string {
  if (/^[./]/.test(reference)) return reference;
  const path = relative(dirname(from), join('miniprogram_npm', reference));
  return path.startsWith('.') ? path : `./${path}`;
}
