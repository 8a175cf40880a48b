import { readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';

/** A folder larger than this is followed by its first files alone. */
const MOST_FILES = 200;

/** A text that changes when a file of the function does; packages aside. */
export function codeVersion(dir: string): string {
  const parts: string[] = [];
  const folders = [dir];
  for (const folder of folders) {
    for (const entry of entriesOf(folder)) {
      if (parts.length >= MOST_FILES) return parts.join();
      const path = join(folder, entry.name);
      if (entry.isFile()) parts.push(stamp(path));
      else if (entry.isDirectory() && isCode(entry.name)) folders.push(path);
    }
  }
  return parts.join();
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function stamp(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.ino}:${stats.size}:${stats.mtimeMs}` : 'gone';
}

const isCode = (name: string): boolean =>
  name !== 'node_modules' && !name.startsWith('.');
