import { CloudError } from '../kernel/errors';
import type { IndexSpec } from '../kernel/store';
import { Collection } from './collection';
import type { Driver } from './driver';

/** Which collections and indexes there are, and the tables behind them. */
export class Catalog {
  private readonly byName = new Map<string, Collection>();

  constructor(private readonly driver: Driver) {
    driver.exec(
      `CREATE TABLE IF NOT EXISTS collections (
         n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
       CREATE TABLE IF NOT EXISTS indexes (
         n INTEGER PRIMARY KEY, collection INTEGER NOT NULL,
         spec TEXT NOT NULL);
       CREATE TABLE IF NOT EXISTS meta (
         name TEXT PRIMARY KEY, value TEXT NOT NULL);`
    );
    this.load();
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
    this.open(Number(lastInsertRowid), name);
  }

  /** Same name: kept when equal, made anew when its keys have changed. */
  createIndex(name: string, spec: IndexSpec): void {
    const collection = this.get(name);
    const old = collection.indexes.find((it) => it.spec.name === spec.name);
    if (old && JSON.stringify(old.spec) === JSON.stringify(spec)) return;
    if (old) this.dropIndex(collection, old.spec);
    const { lastInsertRowid } = this.driver
      .prepare('INSERT INTO indexes (collection, spec) VALUES (?, ?)')
      .run(Number(collection.table.slice(5)), JSON.stringify(spec));
    collection.addIndex(spec, `ix_${lastInsertRowid}`);
    const added = collection.indexes.at(-1);
    if (added) collection.fillIndex(added);
  }

  private dropIndex(collection: Collection, spec: IndexSpec): void {
    const at = collection.indexes.findIndex((it) => it.spec === spec);
    collection.indexes.splice(at, 1)[0]?.clear();
    this.driver
      .prepare('DELETE FROM indexes WHERE collection = ? AND spec = ?')
      .run(Number(collection.table.slice(5)), JSON.stringify(spec));
  }

  private load(): void {
    const rows = this.driver.prepare('SELECT n, name FROM collections').all();
    for (const row of rows) this.open(Number(row.n), String(row.name));
  }

  private open(n: number, name: string): void {
    const collection = new Collection(name, this.driver, `docs_${n}`);
    const rows = this.driver
      .prepare('SELECT n, spec FROM indexes WHERE collection = ?')
      .all(n);
    for (const row of rows) {
      const spec = JSON.parse(String(row.spec)) as IndexSpec;
      collection.addIndex(spec, `ix_${row.n}`);
    }
    this.byName.set(name, collection);
  }
}
