import path from 'node:path';
import { build } from 'esbuild';

const ENTRY = path.resolve(import.meta.dirname, '../cloud/browser-entry.ts');
const bundles = new Map<boolean, Promise<string>>();

/**
 * `cloud.js`: `wx.cloud` over the vendor's js-sdk. A file of its own, since a
 * phone without a cloud does not load it. Bundled once per process.
 */
export function bundleCloud(minify: boolean): Promise<string> {
  const known = bundles.get(minify);
  if (known) return known;
  const fresh = bundle(minify);
  bundles.set(minify, fresh);
  return fresh;
}

async function bundle(minify: boolean): Promise<string> {
  const result = await build({
    entryPoints: [ENTRY],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    write: false,
    minify,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return result.outputFiles[0]?.text ?? '';
}
