import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { BIN } from '../lib/paths.mjs';
import { idsOf } from './read-titles';

/** What vitest's JSON reporter says, as far as it is read here. */
interface Report {
  testResults: {
    name: string;
    status: string;
    assertionResults: {
      status: string;
      title: string;
      ancestorTitles: string[];
    }[];
  }[];
}

/** What became of the tests that carry a row's id. */
export interface Seen {
  passed: number;
  failed: number;
}

/**
 * Runs those tests of `files` that carry one of `ids`.
 * @returns by id; a file that could not even begin fails all of its ids
 */
export function runTests(
  root: string,
  ids: readonly string[],
  files: ReadonlyMap<string, readonly string[]>
): Map<string, Seen> {
  const wanted = [...files.keys()].sort();
  const report = path.join(root, 'probe-report.json');
  rmSync(report, { force: true });
  const titles = `\\[(${ids.join('|')})[\\],]`;
  const options = ['-t', titles, '--reporter=json', `--outputFile=${report}`];
  spawnSync(process.execPath, [BIN.vitest, 'run', ...wanted, ...options], {
    cwd: root,
    stdio: 'ignore',
  });
  const seen = new Map(ids.map((id) => [id, { passed: 0, failed: 0 }]));
  if (!existsSync(report)) throw new Error('vitest left no report');
  const read = JSON.parse(readFileSync(report, 'utf8')) as Report;
  for (const file of read.testResults) count(seen, file, root, files);
  return seen;
}

function count(
  seen: Map<string, Seen>,
  { name, status, assertionResults }: Report['testResults'][number],
  root: string,
  files: ReadonlyMap<string, readonly string[]>
): void {
  const carried = files.get(path.relative(root, name)) ?? [];
  const began = assertionResults.some((one) => one.status === 'passed');
  if (status === 'failed' && !began) {
    for (const id of carried) bump(seen.get(id), 'failed');
    return;
  }
  for (const { title, ancestorTitles, status: end } of assertionResults) {
    if (end !== 'passed' && end !== 'failed') continue;
    const ids = [...ancestorTitles, title].flatMap(idsOf);
    for (const id of new Set(ids)) bump(seen.get(id), end);
  }
}

function bump(seen: Seen | undefined, end: keyof Seen): void {
  if (seen) seen[end] += 1;
}
