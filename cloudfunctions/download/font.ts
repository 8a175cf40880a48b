import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import woff from '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff';
import { ttfOf } from './ttf';

let font: Buffer | null = null;

/** Noto Sans SC (OFL), beside this function; unpacked once in a process. */
export function chineseFont(): Buffer {
  font ??= ttfOf(readFileSync(join(__dirname, woff)));
  return font;
}
