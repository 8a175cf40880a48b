import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  functionFolders,
  isFunctionName,
  readFolderConfig,
} from './function-folder';
import { invalid, isObject, type Json } from './project-error';
import { cloudfunctionRoot, type Config } from './read-config';
import { readTriggers, type TriggerEntry } from './read-triggers';

/** Default of the vendor's command line, and of WeChat's developer tools. */
const CLI_TIMEOUT = 5;
const DEVTOOLS_TIMEOUT = 3;

export interface FunctionEntry {
  name: string;
  dir: string;
  handler: string;
  timeoutSeconds: number;
  memoryMb: number;
  env: Record<string, string>;
  triggers: TriggerEntry[];
  /** `permissions.openapi` of the function's own config.json. */
  openapi: string[];
  projectDir: string;
}

/** An entry of a configuration and the folder that its name is looked up in. */
interface Listed {
  entry: Json;
  root: string;
}

/**
 * All functions that this cloud can run. What it cannot is left out with a
 * note, the rest of the project runs.
 * @throws CloudError PROJECT_INVALID
 */
export function readFunctions(
  project: string,
  config: Config,
  notes: string[]
): FunctionEntry[] {
  const listed = [
    ...ofCommandLine(project, config),
    ...ofFramework(project, config),
  ];
  const all = listed.length > 0 ? listed : ofFolders(project, config);
  const entries = new Map<string, FunctionEntry>();
  for (const one of all) {
    const name = nameOf(config.file, one.entry);
    if (entries.has(name)) continue;
    const why = notRunHere(one.entry);
    if (why) notes.push(`function "${name}" is left out: ${why}`);
    else {
      const named = { name, ...one };
      entries.set(name, readEntry(project, config.file, named, notes));
    }
  }
  return [...entries.values()];
}

/** The inputs of the old framework's function plugins. */
export function frameworkInputs({ value }: Config): Json[] {
  const framework = isObject(value.framework) ? value.framework : {};
  const plugins = isObject(framework.plugins) ? framework.plugins : {};
  return Object.values(plugins)
    .filter(isObject)
    .filter(({ use }) => String(use).includes('framework-plugin-function'))
    .map(({ inputs }) => (isObject(inputs) ? inputs : {}));
}

function ofCommandLine(project: string, { file, value }: Config): Listed[] {
  const root = resolve(project, textOf(value.functionRoot) ?? './functions');
  return listOf(file, value.functions).map((entry) => ({
    root,
    // Before version 0.6 of the command line the rest stood under `config`.
    entry: { ...(isObject(entry.config) ? entry.config : {}), ...entry },
  }));
}

function ofFramework(project: string, config: Config): Listed[] {
  return frameworkInputs(config).flatMap((inputs) => {
    const path = textOf(inputs.functionRootPath) ?? './cloudfunctions';
    const root = resolve(project, path);
    const usual = isObject(inputs.functionDefaultConfig)
      ? inputs.functionDefaultConfig
      : {};
    return listOf(config.file, inputs.functions).map((entry) => ({
      root,
      entry: { ...usual, ...entry },
    }));
  });
}

/** Where none is listed, every folder below the root is a function. */
function ofFolders(project: string, { found, value }: Config): Listed[] {
  const named = textOf(value.functionRoot) ?? (found ? './functions' : null);
  const devtools = cloudfunctionRoot(project);
  const usesCli = named !== null && existsSync(resolve(project, named));
  const chosen = usesCli ? named : devtools;
  if (!chosen) return [];
  const root = resolve(project, chosen);
  const timeout = usesCli ? CLI_TIMEOUT : DEVTOOLS_TIMEOUT;
  return functionFolders(root).map((name) => ({
    root,
    entry: { name, timeout },
  }));
}

function readEntry(
  project: string,
  file: string,
  { name, root, entry }: Listed & { name: string },
  notes: string[]
): FunctionEntry {
  const own = textOf(entry.dir);
  const dir = own ? resolve(project, own) : join(root, name);
  if (!existsSync(dir)) notes.push(`function "${name}": there is no ${dir}`);
  if (Array.isArray(entry.layers) && entry.layers.length > 0) {
    const where = 'its packages must be in the project';
    notes.push(`function "${name}": layers are not mounted, ${where}`);
  }
  const folder = readFolderConfig(dir, notes);
  const triggers = readTriggers(file, entry.triggers, notes);
  const number = (key: string, usual: number, least: number, most: number) =>
    numberOf(
      file,
      `${key} of function "${name}"`,
      entry[key] ?? usual,
      least,
      most
    );
  const memory = entry.memorySize === undefined ? 'memory' : 'memorySize';
  return {
    name,
    dir,
    handler: textOf(entry.handler) ?? 'index.main',
    timeoutSeconds: number('timeout', CLI_TIMEOUT, 1, 900),
    memoryMb: number(memory, 256, 64, 3_072),
    env: variablesOf(file, name, entry.envVariables),
    triggers: triggers.length > 0 ? triggers : folder.triggers,
    openapi: folder.openapi,
    projectDir: project,
  };
}

/** Why this cloud cannot run it, or null. */
function notRunHere({
  runtime,
  type,
  image,
  imageConfig,
}: Json): string | null {
  if (image || imageConfig) return 'container images are not run';
  if (/^(http|web)$/i.test(textOf(type) ?? '')) {
    return 'web functions (type HTTP) are not run, only event functions';
  }
  const text = textOf(runtime);
  if (!text || /^node/i.test(text)) return null;
  return `the local cloud runs Node.js, not ${text}`;
}

function variablesOf(
  file: string,
  name: string,
  value: unknown
): Record<string, string> {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) {
    throw invalid(file, `envVariables of function "${name}" must be an object`);
  }
  const entries = Object.entries(value).map(([key, one]) => [
    key,
    typeof one === 'string' ? one : JSON.stringify(one),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function listOf(file: string, value: unknown): Json[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every(isObject)) return value;
  throw invalid(file, 'functions must be a list of objects');
}

function nameOf(file: string, { name }: Json): string {
  if (typeof name === 'string' && isFunctionName(name)) return name;
  const rule = 'a letter, then letters, digits, - and _, 60 at most';
  throw invalid(file, `the name of a function must be ${rule}`);
}

function numberOf(
  file: string,
  what: string,
  value: unknown,
  least: number,
  most: number
): number {
  const number = typeof value === 'string' ? Number(value) : value;
  const fits = typeof number === 'number' && number >= least && number <= most;
  if (fits) return number;
  throw invalid(file, `${what} must be a number from ${least} to ${most}`);
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;
