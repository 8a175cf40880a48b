import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'local-cloud-';

/**
 * A folder for data that nobody keeps, gone with the process. Those of
 * processes that were killed are swept by the next one.
 */
export function passingFolder(): { folder: string; remove: () => void } {
  sweep();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const erase = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', erase);
  const remove = (): void => {
    process.off('exit', erase);
    erase();
  };
  return { folder, remove };
}

function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
