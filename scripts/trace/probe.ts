import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BIN } from '../lib/paths.mjs';
import { repositoryFiles, ROOT } from '../lib/repository';
import type { Ground } from './served-by';
import { apply, without } from './take-out';

/** A row, the files whose tests carry its id, and what it stands on. */
export interface Probed {
  id: string;
  files: string[];
  grounds: Ground[];
}

export interface Verdict {
  id: string;
  ground: Ground;
  /** proven: green with the ground, red without it. */
  verdict: 'proven' | 'red before' | 'still green';
}

/**
 * Takes what a row stands on out of a copy of the repository and runs the
 * row's tests there: a row whose tests stay green proves nothing.
 */
export function probe(rows: readonly Probed[]): Verdict[] {
  const copy = copyOfRepository();
  try {
    return rows.flatMap((row) =>
      row.grounds.map((g) => probeOne(copy, row, g))
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function probeOne(copy: string, row: Probed, ground: Ground): Verdict {
  const { id } = row;
  if (!isGreen(copy, row)) return { id, ground, verdict: 'red before' };
  const restore = apply(copy, without(copy, ground));
  try {
    const verdict = isGreen(copy, row) ? 'still green' : 'proven';
    return { id, ground, verdict };
  } finally {
    restore();
  }
}

function isGreen(copy: string, { id, files }: Probed): boolean {
  const { status } = spawnSync(
    process.execPath,
    [BIN.vitest, 'run', ...files, '-t', `\\[${id}\\]`],
    { cwd: copy, stdio: 'ignore' }
  );
  return status === 0;
}

/** Links to what is installed; everything of ours is a copy. */
function copyOfRepository(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'probe-'));
  for (const file of repositoryFiles()) {
    const target = path.join(copy, file);
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(path.join(ROOT, file), target);
  }
  const modules = 'node_modules';
  symlinkSync(path.join(ROOT, modules), path.join(copy, modules), 'dir');
  return copy;
}
