import { CloudError } from '../kernel/errors';
import type { Doc, IndexSpec } from '../kernel/store';
import { fromText, toText } from './document-text';
import type { Driver, Row, Statement } from './driver';
import { IndexTable, type IndexState } from './index-table';

/** A document and the number of its row. */
export interface Stored {
  rid: number;
  doc: Doc;
}

/** What a developer sees of a collection. */
export interface CollectionInfo {
  documents: number;
  /** Of the documents as text; null where counting them would take long. */
  bytes: number | null;
  indexes: IndexSpec[];
}

/** Up to how many documents they and their bytes are added up. */
const MOST_WEIGHED = 10_000;

/** One collection on disk: its documents and its index tables. */
export class Collection {
  readonly table: string;
  readonly indexes: IndexTable[] = [];
  private readonly byId: Statement;
  private readonly byRid: Statement;
  private readonly byIds: Record<'forward' | 'backward', Statement>;
  private readonly lastRid: Statement;
  private readonly insertRow: Statement;
  private readonly updateRow: Statement;
  private readonly deleteRow: Statement;

  constructor(
    readonly name: string,
    private readonly driver: Driver,
    readonly n: number
  ) {
    const table = `docs_${n}`;
    this.table = table;
    this.byId = driver.prepare(`SELECT rid, doc FROM ${table} WHERE id = ?`);
    this.byRid = driver.prepare(
      `SELECT rid, doc FROM ${table} WHERE rid > ? ORDER BY rid`
    );
    const walk = (direction: string): Statement =>
      driver.prepare(
        `SELECT rid, doc FROM ${table} WHERE id >= ? AND id <= ?
         ORDER BY id ${direction}`
      );
    this.byIds = { forward: walk('ASC'), backward: walk('DESC') };
    this.lastRid = driver.prepare(`SELECT max(rid) AS n FROM ${table}`);
    this.insertRow = driver.prepare(
      `INSERT INTO ${table} (id, doc) VALUES (?, ?)`
    );
    this.updateRow = driver.prepare(
      `UPDATE ${table} SET doc = ? WHERE rid = ?`
    );
    this.deleteRow = driver.prepare(`DELETE FROM ${table} WHERE rid = ?`);
  }

  get(id: string): Doc | null {
    return this.stored(id)?.doc ?? null;
  }

  stored(id: string): Stored | null {
    const row = this.byId.get(id);
    return row ? storedOf(row) : null;
  }

  insert(doc: Doc): void {
    if (this.byId.get(doc._id)) throw duplicate(this.name, '_id_', doc._id);
    this.assertUnique(doc);
    const rid = this.insertRow.run(doc._id, toText(doc)).lastInsertRowid;
    for (const index of this.indexes) index.add(doc, Number(rid));
  }

  replace(before: Doc, after: Doc): void {
    const rid = this.ridOf(before._id);
    this.assertUnique(after);
    for (const index of this.indexes) index.move(before, after, rid);
    this.updateRow.run(toText(after), rid);
  }

  delete(doc: Doc): void {
    const rid = this.ridOf(doc._id);
    for (const index of this.indexes) index.remove(doc, rid);
    this.deleteRow.run(rid);
  }

  /** @throws CloudError DATABASE_REQUEST_FAILED with E11000 */
  assertUnique(doc: Doc): void {
    for (const index of this.indexes) {
      if (!index.spec.unique) continue;
      if (index.isTaken(doc, this.findRid(doc._id))) {
        throw duplicate(this.name, index.spec.name, doc._id);
      }
    }
  }

  /** Indexes that hold all documents. */
  usableIndexes(): IndexTable[] {
    return this.indexes.filter(({ filledTo }) => filledTo === Infinity);
  }

  /** About how many documents there are; never fewer. */
  size(): number {
    return Number(this.lastRid.get()?.n ?? 0);
  }

  count(): number {
    const sql = `SELECT count(*) AS n FROM ${this.table}`;
    return Number(this.driver.prepare(sql).get()?.n ?? 0);
  }

  /** In the order of insertion, as they are asked for. */
  *scan(after = 0): Iterable<Stored> {
    for (const row of this.byRid.iterate(after)) yield storedOf(row);
  }

  /** In the order of ids, both ends included; no end is no bound. */
  *walkIds(
    from: string | null,
    to: string | null,
    direction: 'forward' | 'backward'
  ): Iterable<Stored> {
    // Bytes come after all text in SQLite's order.
    const last = to ?? Buffer.of(0xff);
    const rows = this.byIds[direction].iterate(from ?? '', last);
    for (const row of rows) yield storedOf(row);
  }

  describe(): CollectionInfo {
    const one = (sql: string): number =>
      Number(this.driver.prepare(sql).get()?.n ?? 0);
    const few = this.size() <= MOST_WEIGHED;
    const bytes = few
      ? one(`SELECT sum(octet_length(doc)) AS n FROM ${this.table}`)
      : null;
    const indexes = this.usableIndexes().map(({ spec }) => spec);
    return { documents: this.count(), bytes, indexes };
  }

  openIndex(state: IndexState): IndexTable {
    const index = new IndexTable(state, this.driver, this.table);
    this.indexes.push(index);
    return index;
  }

  /** From now on the index is neither kept up nor used. */
  closeIndex(index: IndexTable): void {
    this.indexes.splice(this.indexes.indexOf(index), 1);
  }

  private findRid(id: string): number | null {
    const row = this.byId.get(id);
    return row ? Number(row.rid) : null;
  }

  private ridOf(id: string): number {
    const rid = this.findRid(id);
    if (rid === null) throw new CloudError('SYS_ERR', `${id} vanished`);
    return rid;
  }
}

export const storedOf = (row: Row): Stored => ({
  rid: Number(row.rid),
  doc: fromText(row.doc as string),
});

export function duplicate(
  collection: string,
  index: string,
  id: string
): CloudError {
  return new CloudError(
    'DATABASE_REQUEST_FAILED',
    `E11000 duplicate key error collection: ${collection} index: ${index} dup key: { _id: "${id}" }`
  );
}
