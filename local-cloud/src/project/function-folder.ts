import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { invalid, isObject } from './project-error';
import { readObject } from './read-json';
import { readTriggers, type TriggerEntry } from './read-triggers';

/** What `config.json` in a function's own folder says. */
export interface FolderConfig {
  /** `permissions.openapi`: the WeChat APIs that it may call. */
  openapi: string[];
  triggers: TriggerEntry[];
}

/** Folders below a root, each of which is a function. */
export function functionFolders(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isFunctionName(entry.name))
    .map((entry) => entry.name)
    .sort();
}

/** As the platform takes it: a letter, then letters, digits, `-` and `_`. */
export function isFunctionName(name: string): boolean {
  return /^[A-Za-z][\w-]{0,59}$/.test(name) && name !== 'node_modules';
}

/** @throws CloudError PROJECT_INVALID */
export function readFolderConfig(dir: string, notes: string[]): FolderConfig {
  const file = join(dir, 'config.json');
  const config = readObject(file) ?? {};
  const permissions = isObject(config.permissions) ? config.permissions : {};
  const openapi = permissions.openapi ?? [];
  if (!Array.isArray(openapi) || !openapi.every(isText)) {
    throw invalid(file, 'permissions.openapi must be a list of texts');
  }
  const triggers = readTriggers(file, config.triggers, notes);
  if (triggers.length > 1) {
    const rest = triggers.splice(1).map(({ name }) => name);
    notes.push(`${file}: one trigger is allowed, left out: ${rest.join(', ')}`);
  }
  return { openapi, triggers };
}

const isText = (value: unknown): value is string => typeof value === 'string';
