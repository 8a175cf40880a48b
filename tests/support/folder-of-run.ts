import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

const RUNS = resolve(import.meta.dirname, '../../.build/runs');

/**
 * What a build makes, once for all files of a run: they have a process each,
 * and a build takes longer than most of them. Nobody may change what is in
 * it, and a runner that watches does not build it again. Folders of runs that
 * are over are removed.
 * @returns the folder that `build` filled
 */
export async function folderOfRun(
  name: string,
  build: (folder: string) => Promise<unknown>
): Promise<string> {
  // The runner is the parent of them all.
  const mine = join(RUNS, `${process.ppid}-${name}`);
  if (existsSync(mine)) return mine;
  mkdirSync(RUNS, { recursive: true });
  removeOthers();
  const draft = mkdtempSync(join(RUNS, `${process.pid}-draft-`));
  await build(draft);
  try {
    renameSync(draft, mine);
  } catch {
    // Whoever was quicker has built the same.
    rmSync(draft, { recursive: true, force: true });
  }
  return mine;
}

function removeOthers(): void {
  for (const folder of readdirSync(RUNS)) {
    if (isOver(Number.parseInt(folder, 10))) {
      rmSync(join(RUNS, folder), { recursive: true, force: true });
    }
  }
}

/** Whether nobody runs under that number any more. */
function isOver(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
