import { createRequire } from 'node:module';

type Value = null | number | bigint | string | Uint8Array;
export type Row = Record<string, Value>;

export interface Statement {
  run(...values: Value[]): {
    changes: number | bigint;
    lastInsertRowid: number | bigint;
  };
  get(...values: Value[]): Row | undefined;
  all(...values: Value[]): Row[];
  /** Reads on while it is asked; leaving the loop ends the read. */
  iterate(...values: Value[]): IterableIterator<Row>;
}

/** What `node:sqlite` and `@photostructure/sqlite` have in common. */
export interface Driver {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

interface DriverModule {
  DatabaseSync: new (file: string) => Driver;
}

/**
 * `@photostructure/sqlite` crashes when a database object is collected while
 * its statements are in use, so every one stays referenced for ever.
 */
const keptAlive: Driver[] = [];

/** Opens a file (or `:memory:`) with the SQLite that this Node has. */
export function openDriver(file: string): Driver {
  const driver = new (load().DatabaseSync)(file);
  keptAlive.push(driver);
  return driver;
}

/** A connection beside the writer's; every attempt to write through it fails. */
export function openReader(file: string): Driver {
  const driver = openDriver(file);
  driver.exec(
    `PRAGMA busy_timeout = 2000; PRAGMA query_only = 1;
     PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -8192`
  );
  return driver;
}

function load(): DriverModule {
  const require = createRequire(import.meta.url);
  try {
    return require('node:sqlite') as DriverModule;
  } catch {
    return require('@photostructure/sqlite') as DriverModule;
  }
}
