import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { CloudError } from '../kernel/errors';
import { openDriver, type Driver } from './driver';

/**
 * Holds a data folder for this process alone. The lock is an open exclusive
 * transaction on a database file of its own, which the system ends with the
 * process: a killed one leaves nothing behind, and readers of the documents
 * are not shut out. The pid file only serves the message.
 * @throws CloudError DATA_IN_USE naming the process that holds the folder
 * @returns lets the folder go
 */
export function lockFolder(folder: string): () => void {
  const pidFile = join(folder, 'cloud.pid');
  const lock = openDriver(join(folder, 'cloud.lock'));
  try {
    lock.exec('PRAGMA busy_timeout = 1500; PRAGMA journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!/locked|busy/i.test(String(error))) throw error;
    throw new CloudError(
      'DATA_IN_USE',
      `another local cloud (pid ${readPid(pidFile)}) uses ${folder}`
    );
  }
  writePid(pidFile);
  return () => release(lock, pidFile);
}

function release(lock: Driver, pidFile: string): void {
  rmSync(pidFile, { force: true });
  lock.exec('ROLLBACK');
  lock.close();
}

function readPid(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}

function writePid(pidFile: string): void {
  const file = openSync(pidFile, 'w');
  writeSync(file, `${process.pid}\n`);
  fsyncSync(file);
  closeSync(file);
}
