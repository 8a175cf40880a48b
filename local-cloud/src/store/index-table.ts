import type { Doc, IndexSpec } from '../kernel/store';
import type { Driver, Row, Statement } from './driver';
import { indexEntries } from './index-entries';
import type { KeyRange } from './key-ranges';

/** What the catalog keeps of an index besides its keys. */
export interface IndexState {
  spec: IndexSpec;
  /** Some document stands at several keys, or once stood. */
  multikey: boolean;
  /** Names the row of the catalog and the table. */
  n: number;
}

/** Keys of one index, sorted as the values they stand for. */
export class IndexTable {
  readonly spec: IndexSpec;
  readonly table: string;
  multikey: boolean;
  /**
   * While it is being filled: the last row that stands in it. Documents
   * behind are not kept up, for the filling is yet to come to them.
   */
  filledTo = Infinity;
  private readonly insertKey: Statement;
  private readonly deleteKey: Statement;
  private readonly holders: Statement;
  private readonly forward: Statement;
  private readonly backward: Statement;
  private readonly counted: Statement;
  private readonly saveMultikey: Statement;

  constructor(
    readonly state: IndexState,
    driver: Driver,
    docs: string
  ) {
    this.spec = state.spec;
    this.multikey = state.multikey;
    this.table = `ix_${state.n}`;
    const { table } = this;
    this.insertKey = driver.prepare(`INSERT INTO ${table} VALUES (?, ?)`);
    this.deleteKey = driver.prepare(
      `DELETE FROM ${table} WHERE k = ? AND rid = ?`
    );
    this.holders = driver.prepare(
      `SELECT rid FROM ${table} WHERE k = ? LIMIT 2`
    );
    const read = (direction: string): Statement =>
      driver.prepare(
        `SELECT d.rid, d.doc FROM ${table} i JOIN ${docs} d ON d.rid = i.rid
         WHERE i.k >= ? AND i.k < ? ORDER BY i.k ${direction}, i.rid ${direction}`
      );
    this.forward = read('ASC');
    this.backward = read('DESC');
    this.counted = driver.prepare(
      `SELECT count(*) AS n FROM ${table} WHERE k >= ? AND k < ?`
    );
    this.saveMultikey = driver.prepare(
      'UPDATE indexes SET multikey = 1 WHERE n = ? AND multikey = 0'
    );
  }

  add(doc: Doc, rid: number): void {
    if (rid <= this.filledTo) this.enter(doc, rid);
  }

  /** Adds also what the filling has just reached. */
  enter(doc: Doc, rid: number): void {
    const { keys, multikey } = indexEntries(doc, this.spec);
    if (multikey) this.markMultikey();
    for (const key of keys) this.insertKey.run(key, rid);
  }

  remove(doc: Doc, rid: number): void {
    if (rid > this.filledTo) return;
    for (const key of indexEntries(doc, this.spec).keys) {
      this.deleteKey.run(key, rid);
    }
  }

  move(before: Doc, after: Doc, rid: number): void {
    if (rid > this.filledTo) return;
    const old = indexEntries(before, this.spec).keys;
    const { keys, multikey } = indexEntries(after, this.spec);
    if (multikey) this.markMultikey();
    if (old.length === 1 && keys.length === 1) {
      if ((old[0] as Buffer).equals(keys[0] as Buffer)) return;
    }
    for (const key of old) this.deleteKey.run(key, rid);
    for (const key of keys) this.insertKey.run(key, rid);
  }

  /** Whether a row other than `own` stands at one of the document's keys. */
  isTaken(doc: Doc, own: number | null): boolean {
    return indexEntries(doc, this.spec).keys.some((key) =>
      this.holders.all(key).some(({ rid }) => Number(rid) !== own)
    );
  }

  /** Rows of a range, as they are asked for. */
  rows(
    [from, to]: KeyRange,
    order: 'forward' | 'backward' | null
  ): Iterable<Row> {
    const statement = order === 'backward' ? this.backward : this.forward;
    return statement.iterate(from, to);
  }

  count([from, to]: KeyRange): number {
    return Number(this.counted.get(from, to)?.n ?? 0);
  }

  /** Undone with its job, it stays true here: that is only careful. */
  private markMultikey(): void {
    this.multikey = true;
    this.saveMultikey.run(this.state.n);
  }
}
