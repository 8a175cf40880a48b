import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PageFile {
  type: string;
  body: Buffer;
}

export type Page = Map<string, PageFile>;

const folderBeside = (name: string): string =>
  fileURLToPath(new URL(`./${name}/`, import.meta.url));

/** What the package's build has written beside this module. */
const BUILT = folderBeside('console-page');
const SOURCE = folderBeside('page');

const TYPES: Record<string, string> = {
  '': 'text/html; charset=utf-8',
  'app.js': 'text/javascript; charset=utf-8',
  'app.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

let kept: { stamp: number; page: Promise<Page> } | null = null;

/**
 * The files of the console by name; '' is the page itself. From a checkout
 * they are bundled at the first request and again when a source has changed.
 */
export async function loadPage(): Promise<Page> {
  const built = existsSync(BUILT);
  const stamp = built ? 0 : newestChange(SOURCE);
  if (kept?.stamp !== stamp) {
    kept = { stamp, page: built ? readBuilt() : bundle() };
    kept.page.catch(() => (kept = null));
  }
  return kept.page;
}

async function bundle(): Promise<Page> {
  const { buildPage } = await import('./build-page');
  return pageOf(await buildPage(SOURCE));
}

async function readBuilt(): Promise<Page> {
  const names = readdirSync(BUILT);
  return pageOf(
    new Map(names.map((name) => [name, readFileSync(join(BUILT, name))]))
  );
}

function pageOf(files: Map<string, Buffer>): Page {
  return new Map(
    Object.entries(TYPES).map(([name, type]) => {
      const body = files.get(name || 'index.html');
      if (!body) throw new Error(`the console has no ${name}`);
      return [name, { type, body }];
    })
  );
}

function newestChange(folder: string): number {
  const names = readdirSync(folder, { recursive: true }) as string[];
  const times = names.map((name) => statSync(join(folder, name)).mtimeMs);
  return Math.max(...times);
}
