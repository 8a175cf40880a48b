import type { Doc, IndexSpec } from '../kernel/store';
import { fromText } from './document-text';
import type { Driver, Statement } from './driver';
import { indexEntries } from './index-entries';
import type { KeyRange } from './plan';

/** Keys of one index, sorted as the values they stand for. */
export class IndexTable {
  multikey: boolean;
  private readonly insertKey: Statement;
  private readonly deleteKey: Statement;
  private readonly holder: Statement;
  private readonly forward: Statement;
  private readonly backward: Statement;

  constructor(
    readonly spec: IndexSpec,
    private readonly driver: Driver,
    docs: string,
    private readonly table: string
  ) {
    driver.exec(
      `CREATE TABLE IF NOT EXISTS ${table} (k BLOB NOT NULL,
       rid INTEGER NOT NULL, PRIMARY KEY (k, rid)) WITHOUT ROWID`
    );
    this.insertKey = driver.prepare(`INSERT INTO ${table} VALUES (?, ?)`);
    this.deleteKey = driver.prepare(
      `DELETE FROM ${table} WHERE k = ? AND rid = ?`
    );
    this.holder = driver.prepare(`SELECT rid FROM ${table} WHERE k = ?`);
    const read = (direction: string): Statement =>
      driver.prepare(
        `SELECT d.rid, d.doc FROM ${table} i JOIN ${docs} d ON d.rid = i.rid
         WHERE i.k >= ? AND i.k < ? ORDER BY i.k ${direction}, i.rid ${direction}`
      );
    this.forward = read('ASC');
    this.backward = read('DESC');
    const repeated = driver.prepare(
      `SELECT 1 FROM ${table} GROUP BY rid HAVING count(*) > 1 LIMIT 1`
    );
    this.multikey = repeated.get() !== undefined;
  }

  add(doc: Doc, rid: number): void {
    const { keys, multikey } = indexEntries(doc, this.spec);
    this.multikey ||= multikey;
    for (const key of keys) this.insertKey.run(key, rid);
  }

  remove(doc: Doc, rid: number): void {
    for (const key of indexEntries(doc, this.spec).keys) {
      this.deleteKey.run(key, rid);
    }
  }

  move(before: Doc, after: Doc, rid: number): void {
    const old = indexEntries(before, this.spec).keys;
    const { keys, multikey } = indexEntries(after, this.spec);
    this.multikey ||= multikey;
    if (old.length === 1 && keys.length === 1) {
      if ((old[0] as Buffer).equals(keys[0] as Buffer)) return;
    }
    for (const key of old) this.deleteKey.run(key, rid);
    for (const key of keys) this.insertKey.run(key, rid);
  }

  /** The row that already stands at one of the document's keys. */
  holderOf(doc: Doc): number | null {
    for (const key of indexEntries(doc, this.spec).keys) {
      const row = this.holder.get(key);
      if (row) return Number(row.rid);
    }
    return null;
  }

  /** Documents of the ranges, each once. */
  *read(
    ranges: KeyRange[],
    order: 'forward' | 'backward' | null
  ): Iterable<Doc> {
    const statement = order === 'backward' ? this.backward : this.forward;
    const seen = ranges.length > 1 || this.multikey ? new Set<number>() : null;
    for (const [from, to] of ranges) {
      for (const row of statement.iterate(from, to)) {
        const rid = Number(row.rid);
        if (seen?.has(rid)) continue;
        seen?.add(rid);
        yield fromText(row.doc as string);
      }
    }
  }

  clear(): void {
    this.driver.exec(`DELETE FROM ${this.table}`);
    this.multikey = false;
  }
}
