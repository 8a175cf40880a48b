import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { RuleJson } from '../kernel/rules';
import type { IndexSpec } from '../kernel/store';
import { DEFAULT_ENV, readConfig, type Config } from './read-config';
import { readFunctions, type FunctionEntry } from './read-functions';
import { readJson, readObject } from './read-json';
import { readRoutes, type RouteEntry } from './read-routes';

export { isProject } from './read-config';

/** A CloudBase project as its files describe it. */
export interface Project {
  envId: string;
  /** The mini-program's id, where the project names one. */
  appId: string | null;
  functions: FunctionEntry[];
  routes: RouteEntry[];
  rules: Record<string, RuleJson>;
  indexes: Record<string, IndexSpec[]>;
  storageRules: unknown;
  functionRules: unknown;
  /** What is left out, and why, for the developer's log. */
  notes: string[];
}

export interface ProjectPlace {
  project: string | null;
  /** Default `<project>/database-rules`. */
  rules: string | null;
  variables: Record<string, string | undefined>;
}

/** @throws CloudError PROJECT_INVALID naming the file and the mistake */
export function readProject(place: ProjectPlace): Project {
  const { project, variables } = place;
  const rulesDir = place.rules ?? (project && join(project, 'database-rules'));
  const rules = readRules(rulesDir);
  if (!project) {
    const nothing = { appId: null, functions: [], routes: [], notes: [] };
    return { envId: DEFAULT_ENV, ...nothing, ...rules };
  }
  const dir = resolve(project);
  const config = readConfig(dir, variables);
  const notes: string[] = [];
  return {
    envId: envIdOf(config),
    appId: appIdOf(dir),
    functions: readFunctions(dir, config, notes),
    routes: readRoutes(config, notes),
    ...rules,
    notes,
  };
}

/** The environment's name alone, which the keys need before the rest. */
export function readEnvId({ project, variables }: ProjectPlace): string {
  if (!project) return DEFAULT_ENV;
  return envIdOf(readConfig(resolve(project), variables));
}

function envIdOf({ value }: Config): string {
  const id = typeof value.envId === 'string' ? value.envId.trim() : '';
  return id === '' || id === 'local' ? DEFAULT_ENV : id;
}

function appIdOf(project: string): string | null {
  const config = readObject(join(project, 'project.config.json'));
  const appId = config?.appid;
  return typeof appId === 'string' && /^wx\w+$/.test(appId) ? appId : null;
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
