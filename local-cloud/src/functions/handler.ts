import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DeployedFunction } from './options';

const EXTENSIONS = ['.js', '.mjs', '.cjs'];

/** The file below the function's folder and the export that is called. */
export interface Handler {
  file: string;
  exportName: string;
}

/** Reads `index.main` or `dist/app.main_handler`. */
export function handlerOf({ dir, handler }: DeployedFunction): Handler {
  const text = handler ?? 'index.main';
  const dot = text.lastIndexOf('.');
  const base = dot > 0 ? text.slice(0, dot) : text;
  const found = EXTENSIONS.find((end) => existsSync(join(dir, base + end)));
  return {
    file: base + (found ?? '.js'),
    exportName: dot > 0 ? text.slice(dot + 1) : 'main',
  };
}
