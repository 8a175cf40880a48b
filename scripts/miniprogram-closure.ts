import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
const APP = join(ROOT, 'miniprogram');
const NPM = join(ROOT, 'node_modules');

export interface Closure {
  /** Absolute paths of every file that a phone loads. */
  files: string[];
  /** References to components that lead nowhere, `page: tag`. */
  unresolved: string[];
}

interface AppConfig {
  pages: string[];
  subpackages: { root: string; pages: string[] }[];
}

/**
 * Everything that the pages of app.json need: own files and, of TDesign, only
 * the components in use. The rest of the npm package is not uploaded.
 */
export async function miniprogramClosure(): Promise<Closure> {
  const unresolved: string[] = [];
  const components = new Set<string>();
  const queue = [join(APP, 'app'), ...pagesOf(readJson(join(APP, 'app.json')))];
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (components.has(next)) continue;
    components.add(next);
    for (const [tag, reference] of usingOf(next)) {
      const found = resolveComponent(reference, next);
      if (found) queue.push(found);
      else unresolved.push(`${relative(APP, next)}: ${tag}`);
    }
  }
  const drawn = followed([...components].flatMap(drawnFiles));
  const scripts = await scriptsOf([...components]);
  return { files: [...new Set([...drawn, ...scripts])].sort(), unresolved };
}

export function isOwn(file: string): boolean {
  return file.startsWith(APP + sep);
}

export function isSubpackage(file: string): boolean {
  return file.startsWith(join(APP, 'packages') + sep);
}

function pagesOf({ pages, subpackages }: AppConfig): string[] {
  const sub = subpackages.flatMap(({ root, pages: own }) =>
    own.map((page) => `${root}/${page}`)
  );
  return [...pages, ...sub].map((page) => join(APP, page));
}

function usingOf(component: string): [string, string][] {
  const file = `${component}.json`;
  if (!existsSync(file)) return [];
  const { usingComponents = {} } = readJson<{
    usingComponents?: Record<string, string>;
  }>(file);
  return Object.entries(usingComponents);
}

function resolveComponent(reference: string, from: string): string | null {
  const relativeTo = reference.startsWith('/')
    ? join(APP, reference)
    : resolve(dirname(from), reference);
  const candidates = [relativeTo, join(relativeTo, 'index')];
  const [name, ...rest] = reference.split('/');
  candidates.push(join(NPM, name ?? '', 'miniprogram_dist', ...rest));
  return candidates.find((one) => existsSync(`${one}.json`)) ?? null;
}

const drawnFiles = (component: string) =>
  ['.json', '.wxml', '.wxss']
    .map((extension) => component + extension)
    .filter((file) => existsSync(file));

const REFERENCES: [extension: string, pattern: RegExp][] = [
  ['.wxml', /<(?:import|include|wxs)\b[^>]*?\bsrc="([^"]+)"/g],
  ['.wxss', /@import\s+(?:url\()?['"]?([^'");]+)/g],
  ['.wxs', /require\(['"]([^'"]+)['"]\)/g],
];

/** With templates, scripts of templates and style sheets they import. */
function followed(files: string[]): Set<string> {
  const known = new Set<string>();
  const queue = [...files];
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (known.has(next) || !existsSync(next)) continue;
    known.add(next);
    const pattern = REFERENCES.find(([end]) => next?.endsWith(end))?.[1];
    if (!pattern) continue;
    for (const match of readFileSync(next, 'utf8').matchAll(pattern)) {
      queue.push(resolveFile(match[1] ?? '', next));
    }
  }
  return known;
}

function resolveFile(reference: string, from: string): string {
  if (reference.startsWith('/')) return join(APP, reference);
  const near = resolve(dirname(from), reference);
  if (existsSync(near)) return near;
  const [name, ...rest] = reference.split('/');
  return join(NPM, name ?? '', 'miniprogram_dist', ...rest);
}

/** Scripts and what they import at run time; imported types leave no trace. */
async function scriptsOf(components: string[]): Promise<string[]> {
  const entryPoints = components
    .flatMap((one) => [`${one}.ts`, `${one}.js`])
    .filter((file) => existsSync(file));
  const { metafile } = await build({
    entryPoints,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    outdir: 'unused',
    absWorkingDir: ROOT,
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs).map((file) => join(ROOT, file));
}

function readJson<T = AppConfig>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
