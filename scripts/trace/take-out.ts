import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Ground } from './served-by';

const CLOSED = '{ "read": false, "write": false }\n';

/** A file as it is without the ground. */
export interface Change {
  file: string;
  text: string;
}

/**
 * What a copy of the repository looks like when the ground is gone: an
 * action is missing from its function's list, a sweep or task from its table,
 * a rule is closed.
 * @throws Error where there is no such ground
 */
export function without(root: string, ground: Ground): Change {
  const [kind = '', name = ''] = ground.split(' ');
  if (kind === 'rule') {
    return { file: `database-rules/${name}.json`, text: CLOSED };
  }
  if (kind === 'sweep') {
    return entryGone(root, 'cloudfunctions/conversation/sweep/sweeps.ts', name);
  }
  if (kind === 'task') {
    return entryGone(root, 'cloudfunctions/clock/tasks.ts', name);
  }
  return entryGone(root, routerOf(root, ground), `'${ground}'`);
}

/** Makes the change; the answer undoes it. */
export function apply(root: string, { file, text }: Change): () => void {
  const at = path.join(root, file);
  const before = readFileSync(at, 'utf8');
  writeFileSync(at, text);
  return () => writeFileSync(at, before);
}

function routerOf(root: string, action: string): string {
  const folder = path.join(root, 'cloudfunctions');
  const routers = readdirSync(folder).map(
    (name) => `cloudfunctions/${name}/index.ts`
  );
  const found = routers.find((file) =>
    readIn(root, file).includes(`'${action}'`)
  );
  if (!found) throw new Error(`no function serves ${action}`);
  return found;
}

/** The file without the line `name: …,` of its table. */
function entryGone(root: string, file: string, name: string): Change {
  const before = readIn(root, file);
  const lines = before.split('\n');
  const first = lines.findIndex((line) =>
    line.trimStart().startsWith(`${name}:`)
  );
  if (first < 0) throw new Error(`${file} has no entry ${name}`);
  const last = lines.findIndex((line, at) => at >= first && line.endsWith(','));
  lines.splice(first, last - first + 1);
  return { file, text: lines.join('\n') };
}

function readIn(root: string, file: string): string {
  try {
    return readFileSync(path.join(root, file), 'utf8');
  } catch {
    return '';
  }
}
