import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { CloudError } from '../kernel/errors';
import { openDriver, type Driver } from './driver';

export const MEMORY = ':memory:';

/** The environment's one SQLite connection. */
export interface Database {
  driver: Driver;
  /** The data folder, or null when nothing is kept. */
  folder: string | null;
  close(): void;
}

/**
 * Opens the data folder for this process alone. The lock is SQLite's own and
 * ends with the process, so a killed one never leaves it behind; the pid file
 * only serves the message.
 * @throws CloudError DATA_IN_USE naming the process that holds the folder
 */
export function openDatabase(data: string): Database {
  if (data === MEMORY) {
    const driver = openDriver(MEMORY);
    return { driver, folder: null, close: () => driver.close() };
  }
  mkdirSync(data, { recursive: true });
  const driver = openDriver(join(data, 'cloud.sqlite'));
  const pidFile = join(data, 'cloud.pid');
  lock(driver, data, pidFile);
  writePid(pidFile);
  return {
    driver,
    folder: data,
    close() {
      unlock(driver);
      driver.close();
      rmSync(pidFile, { force: true });
    },
  };
}

function lock(driver: Driver, data: string, pidFile: string): void {
  try {
    driver.exec('PRAGMA busy_timeout = 1500');
    driver.exec('PRAGMA locking_mode = EXCLUSIVE');
    driver.exec('PRAGMA journal_mode = WAL');
    driver.exec('PRAGMA synchronous = FULL');
    driver.exec('PRAGMA cache_size = -65536');
    driver.exec('BEGIN IMMEDIATE; COMMIT');
  } catch (error) {
    driver.close();
    if (!/locked|busy/i.test(String(error))) throw error;
    throw new CloudError(
      'DATA_IN_USE',
      `another local cloud (pid ${readPid(pidFile)}) uses ${data}`
    );
  }
}

/**
 * A connection lives on while statements of it do, so closing alone would
 * keep the lock until the process ends. SQLite gives up an exclusive lock
 * only outside WAL mode, at the next read.
 */
function unlock(driver: Driver): void {
  driver.exec('PRAGMA journal_mode = DELETE');
  driver.exec('PRAGMA locking_mode = NORMAL');
  driver.prepare('SELECT count(*) FROM sqlite_schema').get();
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
