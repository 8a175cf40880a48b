import { command, database } from './cloud';
import { isConflict, mayBeDuplicate } from './database-error';
import { pause } from './pause';
import type { Table, Tables } from './tables';

export type Fields<T extends Table> = Omit<Tables[T], '_id'>;
/** A filter or a patch; commands of the SDK may stand for values. */
export type Loose = Record<string, unknown>;
export interface FindOptions {
  orderBy?: [field: string, direction: 'asc' | 'desc'];
  /** Decides among those that are equal in the first. */
  thenBy?: [field: string, direction: 'asc' | 'desc'];
  skip?: number;
  limit?: number;
  /** Only these and the id: what is not read is missing, whatever the type. */
  fields?: readonly string[];
}

const CONFLICT_TRIES = 6;
/** Documents that the platform gives in one answer. */
const MOST_AT_ONCE = 1_000;

/** One document, or null. */
export async function get<T extends Table>(
  table: T,
  id: string
): Promise<Tables[T] | null> {
  const { data } = await database.collection(table).doc(id).get();
  return (data[0] as Tables[T] | undefined) ?? null;
}

/** At most 100 documents unless `limit` says otherwise. */
export async function find<T extends Table>(
  table: T,
  filter: Loose,
  { orderBy, thenBy, skip = 0, limit = 100, fields }: FindOptions = {}
): Promise<Tables[T][]> {
  let query = database.collection(table).where(filter).limit(limit);
  if (orderBy) query = query.orderBy(...orderBy);
  if (thenBy) query = query.orderBy(...thenBy);
  if (skip > 0) query = query.skip(skip);
  if (fields) {
    query = query.field(Object.fromEntries(fields.map((one) => [one, true])));
  }
  const { data } = await query.get();
  return data as Tables[T][];
}

/** Every one of them, however many calls that takes. */
export async function findAll<T extends Table>(
  table: T,
  filter: Loose
): Promise<Tables[T][]> {
  const rows: Tables[T][] = [];
  for (;;) {
    const page = await find(table, filter, {
      orderBy: ['_id', 'asc'],
      skip: rows.length,
      limit: MOST_AT_ONCE,
    });
    rows.push(...page);
    if (page.length < MOST_AT_ONCE) return rows;
  }
}

export async function count(table: Table, filter: Loose): Promise<number> {
  const { total } = await database.collection(table).where(filter).count();
  return total ?? 0;
}

/** Adds a document under its own id. False: that id exists already. */
export async function addOnce<T extends Table>(
  table: T,
  document: Tables[T]
): Promise<boolean> {
  try {
    await database.collection(table).add(document);
    return true;
  } catch (error) {
    const taken = mayBeDuplicate(error) && (await get(table, document._id));
    if (!taken) throw error;
    return false;
  }
}

/**
 * Changes every document that matches, each by itself and atomically.
 * @returns how many matched; with an id in the filter that is the answer to
 *   "was it so, and did I change it?"
 */
export async function updateWhere<T extends Table>(
  table: T,
  filter: Loose,
  patch: Partial<Fields<T>> | Loose
): Promise<number> {
  return patiently(async () => {
    const query = database.collection(table).where(filter);
    const { updated } = await query.update(whole(patch));
    return updated ?? 0;
  });
}

export async function removeById(table: Table, id: string): Promise<void> {
  await patiently(() => database.collection(table).doc(id).remove());
}

/** Removes every document that matches. @returns how many */
export async function removeWhere(
  table: Table,
  filter: Loose
): Promise<number> {
  return patiently(async () => {
    const query = database.collection(table).where(filter);
    const { deleted } = await query.remove();
    return typeof deleted === 'number' ? deleted : 0;
  });
}

/**
 * The SDK flattens a plain object in a patch to single fields; where the
 * stored value is null that fails. Objects are therefore set as a whole.
 */
export function whole(patch: Loose): Loose {
  const entries = Object.entries(patch).map(([key, value]) => [
    key,
    isPlainObject(value) ? command.set(value) : value,
  ]);
  return Object.fromEntries(entries) as Loose;
}

function isPlainObject(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}

/** A single write can meet an open transaction; it waits its turn. */
async function patiently<R>(write: () => Promise<R>): Promise<R> {
  for (let tries = 1; ; tries++) {
    try {
      return await write();
    } catch (error) {
      if (!isConflict(error) || tries >= CONFLICT_TRIES) throw error;
      await pause(tries);
    }
  }
}
