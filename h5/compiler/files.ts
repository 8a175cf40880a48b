import fs from 'node:fs';
import path from 'node:path';

export function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

export function isDirectory(dir: string): boolean {
  return fs.statSync(dir, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

export function readText(file: string): string {
  return fs.readFileSync(file, 'utf8');
}

export function readJson<T>(file: string): T {
  try {
    return JSON.parse(readText(file)) as T;
  } catch (cause) {
    throw new Error(`${file} is not JSON`, { cause });
  }
}

/** All files below a folder, as paths relative to it, `/` separated. */
export function listFiles(dir: string): string[] {
  return fs
    .readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'));
}
