import path from 'node:path';
import { buildMiniprogram } from './compiler/build-miniprogram';

const repository = path.resolve(import.meta.dirname, '..');
const [root, outDir] = process.argv
  .slice(2)
  .filter((argument) => !argument.startsWith('--'));

const result = await buildMiniprogram({
  root: path.resolve(root ?? path.join(repository, 'miniprogram')),
  outDir: path.resolve(outDir ?? path.join(repository, 'h5/dist')),
  minify: process.argv.includes('--minify'),
});
for (const warning of result.warnings) console.warn(`warning: ${warning}`);
console.log(
  `${result.pages} pages, ${result.components} components, ` +
    `${result.icons} icons in ${result.milliseconds} ms`
);
