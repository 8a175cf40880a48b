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

function load(): DriverModule {
  const require = createRequire(import.meta.url);
  try {
    return require('node:sqlite') as DriverModule;
  } catch {
    return require('@photostructure/sqlite') as DriverModule;
  }
}
