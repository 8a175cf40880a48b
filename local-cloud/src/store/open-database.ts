import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder } from './data-lock';
import { openDriver, type Driver } from './driver';
import { passingFolder } from './passing-folder';

export const MEMORY = ':memory:';

/** The environment's one connection that writes. */
export interface Database {
  driver: Driver;
  /** The data folder, or null when nothing is kept. */
  folder: string | null;
  close(): void;
}

/**
 * Opens the data folder for this process alone. `:memory:` is a folder that
 * is gone afterwards and never waits for the disk: readers in processes of
 * their own need a file.
 * @throws CloudError DATA_IN_USE naming the process that holds the folder
 */
export function openDatabase(data: string): Database {
  if (data === MEMORY) {
    const { folder, remove } = passingFolder();
    const driver = openWriter(folder, 'OFF');
    return { driver, folder: null, close: () => (driver.close(), remove()) };
  }
  mkdirSync(data, { recursive: true });
  const unlock = lockFolder(data);
  const driver = openWriter(data, 'FULL');
  return { driver, folder: data, close: () => (driver.close(), unlock()) };
}

/**
 * The page cache of the system serves the big tables (`mmap_size`), so the
 * process's own may be small. Checkpoints are a reader's work, see
 * `checkpoints.ts`; the automatic one is for writes that pass it by.
 */
function openWriter(folder: string, synchronous: 'FULL' | 'OFF'): Driver {
  const driver = openDriver(join(folder, 'cloud.sqlite'));
  driver.exec('PRAGMA busy_timeout = 5000');
  driver.exec('PRAGMA journal_mode = WAL');
  driver.exec(`PRAGMA synchronous = ${synchronous}`);
  driver.exec('PRAGMA cache_size = -32768; PRAGMA mmap_size = 1073741824');
  driver.exec('PRAGMA wal_autocheckpoint = 20000');
  return driver;
}
