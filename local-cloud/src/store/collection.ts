import { CloudError } from '../kernel/errors';
import type { Doc, Filter, IndexSpec, SortSpec } from '../kernel/store';
import { isPlainObject } from '../values/keys';
import { fromText, toText } from './document-text';
import type { Driver, Row, Statement } from './driver';
import { IndexTable } from './index-table';
import { planQuery } from './plan';

/** Documents that may match, in the wished order or in none. */
export interface Candidates {
  docs: Iterable<Doc>;
  ordered: boolean;
  /** For tests and the console: an index's name, `_id` or `scan`. */
  path: string;
}

/** One collection on disk: its documents and its index tables. */
export class Collection {
  readonly indexes: IndexTable[] = [];
  private readonly byId: Statement;
  private readonly all: Statement;
  private readonly insertRow: Statement;
  private readonly updateRow: Statement;
  private readonly deleteRow: Statement;

  constructor(
    readonly name: string,
    private readonly driver: Driver,
    readonly table: string
  ) {
    driver.exec(
      `CREATE TABLE IF NOT EXISTS ${table} (rid INTEGER PRIMARY KEY,
       id TEXT NOT NULL UNIQUE, doc TEXT NOT NULL)`
    );
    this.byId = driver.prepare(`SELECT rid, doc FROM ${table} WHERE id = ?`);
    this.all = driver.prepare(`SELECT doc FROM ${table} ORDER BY rid`);
    this.insertRow = driver.prepare(
      `INSERT INTO ${table} (id, doc) VALUES (?, ?)`
    );
    this.updateRow = driver.prepare(
      `UPDATE ${table} SET doc = ? WHERE rid = ?`
    );
    this.deleteRow = driver.prepare(`DELETE FROM ${table} WHERE rid = ?`);
  }

  get(id: string): Doc | null {
    const row = this.byId.get(id);
    return row ? docOf(row) : null;
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
      const other = index.holderOf(doc);
      if (other !== null && other !== this.findRid(doc._id)) {
        throw duplicate(this.name, index.spec.name, doc._id);
      }
    }
  }

  candidates(filter: Filter, sort?: SortSpec): Candidates {
    const ids = idsOf(filter);
    if (ids) return { docs: this.docsById(ids), ordered: false, path: '_id' };
    const plan = planQuery(filter, sort, this.indexes);
    if (!plan)
      return { docs: this.scan(), ordered: !hasSort(sort), path: 'scan' };
    const index = this.indexes.find(({ spec }) => spec === plan.index);
    const docs = (index as IndexTable).read(plan.ranges, plan.order);
    const ordered = !hasSort(sort) || plan.order !== null;
    return { docs, ordered, path: plan.index.name };
  }

  addIndex(spec: IndexSpec, table: string): void {
    const index = new IndexTable(spec, this.driver, this.table, table);
    this.indexes.push(index);
  }

  /** Fills a new index from the documents that are there. */
  fillIndex(index: IndexTable): void {
    const rows = this.driver
      .prepare(`SELECT rid, doc FROM ${this.table}`)
      .all();
    for (const row of rows) {
      const doc = docOf(row);
      if (index.spec.unique && index.holderOf(doc) !== null) {
        throw duplicate(this.name, index.spec.name, doc._id);
      }
      index.add(doc, Number(row.rid));
    }
  }

  clear(): void {
    this.driver.exec(`DELETE FROM ${this.table}`);
    for (const index of this.indexes) index.clear();
  }

  private *scan(): Iterable<Doc> {
    for (const row of this.all.all()) yield docOf(row);
  }

  private *docsById(ids: string[]): Iterable<Doc> {
    for (const id of ids) {
      const doc = this.get(id);
      if (doc) yield doc;
    }
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

export const docOf = (row: Row): Doc => fromText(row.doc as string);

const hasSort = (sort?: SortSpec): boolean =>
  sort !== undefined && Object.keys(sort).length > 0;

/** The ids a filter pins, when it pins any. */
function idsOf(filter: Filter): string[] | null {
  const condition = filter._id;
  if (typeof condition === 'string') return [condition];
  if (!isPlainObject(condition)) return null;
  if (typeof condition.$eq === 'string') return [condition.$eq];
  const list = condition.$in;
  const usable =
    Array.isArray(list) && list.every((id) => typeof id === 'string');
  return usable ? [...new Set(list as string[])] : null;
}

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
