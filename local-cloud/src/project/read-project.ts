import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { CloudError } from '../kernel/errors';
import type { RuleJson } from '../kernel/rules';
import type { IndexSpec } from '../kernel/store';
import { renderTemplate } from './render-template';

export interface FunctionEntry {
  name: string;
  dir: string;
  handler: string;
  timeoutSeconds: number;
  memoryMb: number;
  env: Record<string, string>;
  triggers: { name: string; type: 'timer'; config: string }[];
  /** `permissions.openapi` of the function's own config.json. */
  openapi: string[];
}

/** A CloudBase project as its files describe it. */
export interface Project {
  envId: string;
  functions: FunctionEntry[];
  rules: Record<string, RuleJson>;
  indexes: Record<string, IndexSpec[]>;
  storageRules: unknown;
  functionRules: unknown;
}

export interface ProjectPlace {
  project: string | null;
  /** Default `<project>/database-rules`. */
  rules: string | null;
  variables: Record<string, string | undefined>;
}

/** A bare `local` would switch the vendor's SDK into a mode of its own. */
export const DEFAULT_ENV = 'local-1';

interface Config {
  envId?: string;
  functionRoot?: string;
  functions?: Record<string, unknown>[];
}

/** @throws CloudError PROJECT_INVALID naming the file and the mistake */
export function readProject(place: ProjectPlace): Project {
  const config = place.project
    ? readConfig(place.project, place.variables)
    : {};
  const rulesDir =
    place.rules ?? (place.project && join(place.project, 'database-rules'));
  return {
    envId: envIdOf(config),
    functions: place.project ? functionsOf(place.project, config) : [],
    ...readRules(rulesDir),
  };
}

/** The environment's name alone, which the keys need before the rest. */
export function readEnvId(place: ProjectPlace): string {
  return envIdOf(
    place.project ? readConfig(place.project, place.variables) : {}
  );
}

function envIdOf(config: Config): string {
  const id = config.envId?.trim() ?? '';
  return id === '' || id === 'local' ? DEFAULT_ENV : id;
}

function readConfig(
  project: string,
  variables: Record<string, string | undefined>
): Config {
  const path = join(project, 'cloudbaserc.json');
  if (!existsSync(path)) return {};
  const text = readFileSync(path, 'utf8');
  const envId = variables.TCB_ENV_ID ?? variables.ENV_ID ?? DEFAULT_ENV;
  const tcb = { envId };
  return parse(path, renderTemplate(text, { env: variables, tcb })) as Config;
}

function functionsOf(project: string, config: Config): FunctionEntry[] {
  const root = resolve(project, config.functionRoot ?? './functions');
  return (config.functions ?? []).map((entry) => {
    const name = String(entry.name);
    const dir = entry.dir
      ? resolve(project, String(entry.dir))
      : join(root, name);
    return {
      name,
      dir,
      handler: String(entry.handler ?? 'index.main'),
      timeoutSeconds: Number(entry.timeout ?? 3),
      memoryMb: Number(entry.memorySize ?? entry.memory ?? 256),
      env: (entry.envVariables ?? {}) as Record<string, string>,
      triggers: (entry.triggers ?? []) as FunctionEntry['triggers'],
      openapi: openapiOf(dir),
    };
  });
}

function openapiOf(dir: string): string[] {
  const config = readJson(join(dir, 'config.json')) as {
    permissions?: { openapi?: string[] };
  } | null;
  return config?.permissions?.openapi ?? [];
}

function readRules(
  dir: string | null
): Pick<Project, 'rules' | 'indexes' | 'storageRules' | 'functionRules'> {
  const rules: Record<string, RuleJson> = {};
  const files = dir && existsSync(dir) ? readdirSync(dir).sort() : [];
  for (const file of files.filter((name) => name.endsWith('.json'))) {
    const path = join(dir as string, file);
    rules[basename(file, '.json')] = readJson(path) as RuleJson;
  }
  const platform = (name: string): unknown =>
    dir ? readJson(join(dir, 'platform', name)) : null;
  return {
    rules,
    indexes: (platform('indexes.json') ?? {}) as Record<string, IndexSpec[]>,
    storageRules: platform('storage.json'),
    functionRules: platform('functions.json'),
  };
}

function readJson(path: string): unknown {
  return existsSync(path) ? parse(path, readFileSync(path, 'utf8')) : null;
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CloudError('PROJECT_INVALID', `${path}: ${String(error)}`);
  }
}
