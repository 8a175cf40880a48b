/** Bundles h5/stage into h5/stage/dist, which `npm start` serves at `/`. */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './lib/repository';

const source = path.join(ROOT, 'h5/stage');
const target = path.join(source, 'dist');

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const file of ['index.html', 'stage.css']) {
  copyFileSync(path.join(source, file), path.join(target, file));
}
const { metafile } = await build({
  entryPoints: [path.join(source, 'main.ts')],
  outfile: path.join(target, 'stage.js'),
  bundle: true,
  format: 'iife',
  target: 'es2022',
  minify: true,
  metafile: true,
});
const bytes = Object.values(metafile.outputs).map((output) => output.bytes);
console.log(`stage.js ${bytes.join('+')} bytes`);
