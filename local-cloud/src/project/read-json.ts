import { existsSync, readFileSync } from 'node:fs';
import { invalid, isObject, type Json } from './project-error';

/** @throws CloudError PROJECT_INVALID */
export function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw invalid(path, `is no valid JSON (${(error as Error).message})`);
  }
}

/** Null where there is no such file. */
export function readJson(path: string): unknown {
  return existsSync(path) ? parseJson(path, readFileSync(path, 'utf8')) : null;
}

/** Null where there is no such file. */
export function readObject(path: string): Json | null {
  const value = readJson(path);
  if (value === null) return null;
  if (isObject(value)) return value;
  throw invalid(path, 'must hold a JSON object');
}
