import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { invalid, isObject, type Json } from './project-error';
import { parseJson, readObject } from './read-json';
import { renderTemplate } from './render-template';

/** A bare `local` would switch the vendor's SDK into a mode of its own. */
export const DEFAULT_ENV = 'local-1';

const JSON_FILES = ['cloudbaserc', 'cloudbaserc.json'];
const YAML_FILES = ['cloudbaserc.yaml', 'cloudbaserc.yml'];
const SCRIPTS = ['cloudbaserc.js', 'cloudbase.config.js'];

/** What the vendor's command line would deploy by, and where that stands. */
export interface Config {
  file: string;
  /** Absent where the project has no such file. */
  found: boolean;
  value: Json;
}

type Variables = Record<string, string | undefined>;

/** @throws CloudError PROJECT_INVALID naming the file and the mistake */
export function readConfig(project: string, variables: Variables): Config {
  const source = findSource(project);
  if (!source) {
    return { file: join(project, 'cloudbaserc.json'), found: false, value: {} };
  }
  const { file, text } = source;
  const value = parseJson(file, render(project, text, variables));
  if (!isObject(value)) throw invalid(file, 'must hold a JSON object');
  if (value.envId !== undefined && typeof value.envId !== 'string') {
    throw invalid(file, 'envId must be a text');
  }
  return { file, found: true, value };
}

/** Whether a folder is a CloudBase project at all. */
export function isProject(folder: string): boolean {
  const names = [...JSON_FILES, ...YAML_FILES, ...SCRIPTS];
  return (
    names.some((name) => existsSync(join(folder, name))) ||
    cloudfunctionRoot(folder) !== null
  );
}

/** Where a project of WeChat's developer tools keeps its functions. */
export function cloudfunctionRoot(project: string): string | null {
  const config = readObject(join(project, 'project.config.json'));
  const root = config?.cloudfunctionRoot;
  return typeof root === 'string' && root.trim() !== '' ? root : null;
}

/** In the order of the vendor's command line. */
function findSource(project: string): { file: string; text: string } | null {
  const manifest = join(project, 'package.json');
  const field = readObject(manifest)?.cloudbase;
  if (isObject(field)) return { file: manifest, text: JSON.stringify(field) };
  for (const name of [...JSON_FILES, ...YAML_FILES, ...SCRIPTS]) {
    const file = join(project, name);
    if (!existsSync(file)) continue;
    if (YAML_FILES.includes(name)) {
      throw invalid(
        file,
        'YAML is not read here: write it as cloudbaserc.json'
      );
    }
    const text = SCRIPTS.includes(name)
      ? JSON.stringify(runScript(file))
      : readFileSync(file, 'utf8');
    return { file, text };
  }
  return null;
}

function runScript(file: string): unknown {
  try {
    return createRequire(file)(file);
  } catch (error) {
    throw invalid(file, `does not load (${(error as Error).message})`);
  }
}

function render(project: string, text: string, variables: Variables): string {
  const env = { ...dotEnv(project), ...variables };
  const envId = env.TCB_ENV_ID ?? env.ENV_ID ?? DEFAULT_ENV;
  const util = { uid: randomBytes(8).toString('hex') };
  return renderTemplate(text, { env, envId, tcb: { envId }, util });
}

/** `.env` and, stronger, `.env.local`. */
function dotEnv(project: string): Variables {
  const files = ['.env', '.env.local'].map((name) => join(project, name));
  const texts = files.filter(existsSync).map((it) => readFileSync(it, 'utf8'));
  return Object.assign({}, ...texts.map((text) => parseEnv(text))) as Variables;
}
