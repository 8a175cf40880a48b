import { CloudError } from '../kernel/errors';
import type { IndexSpec } from '../kernel/store';
import { Collection } from './collection';
import type { Driver, Statement } from './driver';
import { KEY_FORMAT } from './index-key';
import type { IndexTable } from './index-table';

/** Which collections and indexes there are, and the tables behind them. */
export class Catalog {
  private byName = new Map<string, Collection>();
  private known = '';
  private readonly state: Statement;

  /** The writer has called `prepareTables` before. */
  constructor(private readonly driver: Driver) {
    this.state = driver.prepare(
      `SELECT (SELECT count(*) || '/' || ifnull(max(n), 0) FROM collections)
       || '/' || (SELECT ifnull(group_concat(n || '.' || multikey || '.' ||
         ready), '') FROM indexes) AS state`
    );
    this.refresh();
  }

  /** Looks again where another connection may have changed something. */
  refresh(): void {
    const state = String(this.state.get()?.state);
    if (state === this.known) return;
    this.known = state;
    this.byName = new Map();
    const rows = this.driver.prepare('SELECT n, name FROM collections').all();
    for (const row of rows) this.open(Number(row.n), String(row.name));
  }

  names(): string[] {
    return [...this.byName.keys()];
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** @throws CloudError DATABASE_COLLECTION_NOT_EXIST */
  get(name: string): Collection {
    const found = this.byName.get(name);
    if (found) return found;
    throw new CloudError(
      'DATABASE_COLLECTION_NOT_EXIST',
      `Db or Table not exist: ${name}`
    );
  }

  create(name: string): void {
    if (this.has(name)) return;
    const { lastInsertRowid } = this.driver
      .prepare('INSERT INTO collections (name) VALUES (?)')
      .run(name);
    const n = Number(lastInsertRowid);
    this.driver.exec(
      `CREATE TABLE IF NOT EXISTS docs_${n} (rid INTEGER PRIMARY KEY,
       id TEXT NOT NULL UNIQUE, doc TEXT NOT NULL)`
    );
    this.open(n, name);
  }

  /** Forgets the collection; whoever calls has emptied it. */
  drop(name: string): void {
    const collection = this.get(name);
    for (const index of [...collection.indexes]) this.dropIndex(name, index);
    this.driver.exec(`DROP TABLE ${collection.table}`);
    this.driver
      .prepare('DELETE FROM collections WHERE n = ?')
      .run(collection.n);
    this.byName.delete(name);
  }

  /** An empty index that is yet to be filled, see `build-index.ts`. */
  addIndex(name: string, spec: IndexSpec): IndexTable {
    const collection = this.get(name);
    const { lastInsertRowid } = this.driver
      .prepare(
        `INSERT INTO indexes (collection, spec, multikey, ready)
         VALUES (?, ?, 0, 0)`
      )
      .run(collection.n, JSON.stringify(spec));
    const n = Number(lastInsertRowid);
    createIndexTable(this.driver, n);
    const index = collection.openIndex({ n, spec, multikey: false });
    index.filledTo = 0;
    return index;
  }

  finishIndex(index: IndexTable): void {
    this.driver
      .prepare('UPDATE indexes SET ready = 1 WHERE n = ?')
      .run(index.state.n);
    index.filledTo = Infinity;
  }

  dropIndex(name: string, index: IndexTable): void {
    this.driver.exec(`DROP TABLE IF EXISTS ${index.table}`);
    this.driver.prepare('DELETE FROM indexes WHERE n = ?').run(index.state.n);
    this.get(name).closeIndex(index);
  }

  private open(n: number, name: string): void {
    const collection = new Collection(name, this.driver, n);
    const rows = this.driver
      .prepare(
        `SELECT n, spec, multikey FROM indexes
         WHERE collection = ? AND ready = 1`
      )
      .all(n);
    for (const row of rows) {
      collection.openIndex({
        n: Number(row.n),
        spec: JSON.parse(String(row.spec)) as IndexSpec,
        multikey: row.multikey === 1,
      });
    }
    this.byName.set(name, collection);
  }
}

/**
 * The writer's first step: the catalog's own tables. What a kill left behind
 * of an unfinished index is removed. Answers the indexes to make anew, because
 * their keys were written by an older version.
 */
export function prepareTables(
  driver: Driver
): { collection: string; index: IndexSpec }[] {
  driver.exec(
    `CREATE TABLE IF NOT EXISTS collections (
       n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
     CREATE TABLE IF NOT EXISTS indexes (
       n INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL,
       spec TEXT NOT NULL, multikey INTEGER NOT NULL, ready INTEGER NOT NULL);
     CREATE TABLE IF NOT EXISTS meta (
       name TEXT PRIMARY KEY, value TEXT NOT NULL);`
  );
  const stale = outdatedIndexes(driver);
  driver.exec(
    `INSERT OR REPLACE INTO meta VALUES ('keyFormat', '${KEY_FORMAT}')`
  );
  dropUnfinished(driver);
  return stale;
}

function outdatedIndexes(
  driver: Driver
): { collection: string; index: IndexSpec }[] {
  const format = driver
    .prepare(`SELECT value FROM meta WHERE name = 'keyFormat'`)
    .get()?.value;
  if (format === KEY_FORMAT) return [];
  const columns = driver.prepare('PRAGMA table_info(indexes)').all();
  if (!columns.some(({ name }) => name === 'ready')) {
    driver.exec(
      `ALTER TABLE indexes ADD COLUMN multikey INTEGER NOT NULL DEFAULT 0;
       ALTER TABLE indexes ADD COLUMN ready INTEGER NOT NULL DEFAULT 0`
    );
  }
  const rows = driver
    .prepare(
      `SELECT c.name, i.spec FROM indexes i
       JOIN collections c ON c.n = i.collection`
    )
    .all();
  driver.exec('UPDATE indexes SET ready = 0');
  return rows.map(({ name, spec }) => ({
    collection: String(name),
    index: JSON.parse(String(spec)) as IndexSpec,
  }));
}

/** Also tables of indexes that older versions emptied and left. */
function dropUnfinished(driver: Driver): void {
  driver.exec('DELETE FROM indexes WHERE ready = 0');
  const kept = new Set(
    driver
      .prepare('SELECT n FROM indexes')
      .all()
      .map(({ n }) => `ix_${n}`)
  );
  const tables = driver
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'ix_*'`
    )
    .all();
  for (const { name } of tables) {
    if (!kept.has(String(name))) driver.exec(`DROP TABLE ${String(name)}`);
  }
}

function createIndexTable(driver: Driver, n: number): void {
  driver.exec(
    `CREATE TABLE ix_${n} (k BLOB NOT NULL, rid INTEGER NOT NULL,
     PRIMARY KEY (k, rid)) WITHOUT ROWID`
  );
}
