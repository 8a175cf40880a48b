import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPlainObject } from '../values/keys';

/**
 * The pages of the project's mini-program, read anew at each question; null
 * where there is no app.json to look into.
 */
export function projectPages(project: string | null): Set<string> | null {
  if (!project) return null;
  const root = readJson(join(project, 'project.config.json'))?.miniprogramRoot;
  const folders = [typeof root === 'string' ? root : 'miniprogram', '.'];
  for (const folder of folders) {
    const app = readJson(join(project, folder, 'app.json'));
    if (app) return pagesOf(app);
  }
  return null;
}

function pagesOf(app: Record<string, unknown>): Set<string> {
  const packages = app.subpackages ?? app.subPackages;
  const lists = [app, ...(Array.isArray(packages) ? packages : [])];
  return new Set(lists.flatMap(pagesIn));
}

function pagesIn(part: unknown): string[] {
  if (!isPlainObject(part) || !Array.isArray(part.pages)) return [];
  const root = typeof part.root === 'string' ? `${part.root}/` : '';
  return part.pages.map((page) => `${root}${String(page)}`.replace('//', '/'));
}

function readJson(path: string): Record<string, unknown> | null {
  if (!existsSync(path)) return null;
  try {
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isPlainObject(json) ? json : null;
  } catch {
    return null;
  }
}
