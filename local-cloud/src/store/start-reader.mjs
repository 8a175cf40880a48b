import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The entry of a reader's process: as TypeScript in the repository, compiled
 * in the package.
 */
const source = new URL('./reader-process.ts', import.meta.url);
if (existsSync(fileURLToPath(source))) {
  const { register } = await import('tsx/esm/api');
  register();
  await import(source.href);
} else {
  await import(new URL('./reader-process.js', import.meta.url).href);
}
