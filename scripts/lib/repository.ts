import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * Every file that is tracked or would be (ignored files are not), relative to
 * the repository and with forward slashes.
 */
export function repositoryFiles(): string[] {
  const out = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }
  );
  const deleted = execFileSync('git', ['ls-files', '-z', '--deleted'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const gone = new Set(deleted.split('\0'));
  return [...new Set(out.split('\0'))].filter(
    (file) => file !== '' && !gone.has(file)
  );
}

export function readText(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}
