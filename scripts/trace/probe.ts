import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryFiles, ROOT } from '../lib/repository';
import { runTests, type Seen } from './run-tests';
import type { Ground } from './served-by';
import { apply, without } from './take-out';

/** A row, the files whose tests carry its id, and what it stands on. */
export interface Probed {
  id: string;
  files: string[];
  ground: Ground;
}

/** proven: green with the ground, red without it. */
export type Verdict = 'proven' | 'red before' | 'still green';

/**
 * Takes what rows stand on out of a copy of the repository and runs their
 * tests there: a row whose tests stay green proves nothing. Rows on the same
 * ground share a run, and one failing test proves a row, so that most rows
 * need no more than the first of their files.
 */
export function probe(rows: readonly Probed[]): Map<string, Verdict> {
  const copy = copyOfRepository();
  try {
    const first = rows.map(({ files, ...row }) => ({
      ...row,
      files: files.slice(0, 1),
    }));
    const verdicts = judge(copy, first);
    const left = rows.filter(
      ({ id, files }) => verdicts.get(id) === 'still green' && files.length > 1
    );
    for (const [id, verdict] of judge(copy, left)) verdicts.set(id, verdict);
    return verdicts;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function judge(copy: string, rows: readonly Probed[]): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  const before = run(copy, rows);
  const green = rows.filter(({ id }) => isGreen(before.get(id)));
  for (const { id } of rows) verdicts.set(id, 'red before');
  for (const ground of new Set(green.map((row) => row.ground))) {
    const standing = green.filter((row) => row.ground === ground);
    const restore = apply(copy, without(copy, ground));
    const after = run(copy, standing);
    restore();
    for (const { id } of standing) {
      const verdict = after.get(id)?.failed ? 'proven' : 'still green';
      verdicts.set(id, verdict);
      // It takes minutes: whoever waits sees it go on.
      console.log(`${verdict}: ${id} without ${ground}`);
    }
  }
  return verdicts;
}

function run(copy: string, rows: readonly Probed[]): Map<string, Seen> {
  if (rows.length === 0) return new Map();
  const files = new Map<string, string[]>();
  for (const row of rows) {
    for (const file of row.files) {
      files.set(file, [...(files.get(file) ?? []), row.id]);
    }
  }
  const ids = rows.map(({ id }) => id);
  return runTests(copy, ids, files);
}

/** Also: at least one of them ran. */
function isGreen(seen: Seen | undefined): boolean {
  return seen !== undefined && seen.failed === 0 && seen.passed > 0;
}

/** Links to what is installed; everything of ours is a copy. */
function copyOfRepository(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'probe-'));
  const modules = 'node_modules';
  for (const file of repositoryFiles().filter((name) => name !== modules)) {
    const target = path.join(copy, file);
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(path.join(ROOT, file), target);
  }
  symlinkSync(path.join(ROOT, modules), path.join(copy, modules), 'dir');
  return copy;
}
