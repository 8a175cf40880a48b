import { refuse } from '../../domain/errors';
import { database } from './cloud';
import { isConflict } from './database-error';
import { whole, type Fields, type Loose } from './documents';
import { pause } from './pause';
import type { Table, Tables } from './tables';

const TRIES = 12;

/** Documents by id only: that is all a transaction of CloudBase can do. */
export interface Transaction {
  get<T extends Table>(table: T, id: string): Promise<Tables[T] | null>;
  /** Replaces the whole document, or makes it. */
  put<T extends Table>(table: T, id: string, fields: Fields<T>): Promise<void>;
  /**
   * False: nothing changed. Then the document says so already, or it is not
   * there, or it came after the transaction had begun and cannot be seen.
   */
  patch<T extends Table>(
    table: T,
    id: string,
    patch: Partial<Fields<T>> | Loose
  ): Promise<boolean>;
  remove(table: Table, id: string): Promise<void>;
}

/** Thrown by `work` when the world moved on since it began: begin again. */
export class Overtaken extends Error {}

/**
 * All of `work` or nothing. A conflict shows at a write; then the whole is
 * begun again after a pause of its own length, so that those who met do not
 * meet again. `work` must therefore have no effect but through `tx`.
 * @throws BUSY when it lost every time
 */
export async function transact<R>(
  work: (tx: Transaction) => Promise<R>
): Promise<R> {
  for (let tries = 1; ; tries++) {
    const transaction = await database.startTransaction();
    try {
      const result = await work(wrap(transaction));
      await transaction.commit();
      return result;
    } catch (error) {
      await giveUp(transaction);
      if (!isConflict(error) && !(error instanceof Overtaken)) throw error;
      if (tries >= TRIES) refuse('BUSY', `lost ${tries} transactions`);
      await pause(tries);
    }
  }
}

type SdkTransaction = Awaited<ReturnType<typeof database.startTransaction>>;

/** After a conflict the platform has ended it already; that is no error. */
async function giveUp(transaction: SdkTransaction): Promise<void> {
  try {
    await transaction.rollback(undefined);
  } catch {
    // It ends by itself after 30 seconds at the latest.
  }
}

function wrap(transaction: SdkTransaction): Transaction {
  const at = (table: Table, id: string) =>
    transaction.collection(table).doc(id);
  return {
    async get<T extends Table>(table: T, id: string) {
      const { data } = await at(table, id).get();
      return data as unknown as Tables[T] | null;
    },
    async put(table, id, fields) {
      await at(table, id).set(withoutId(fields));
    },
    async patch(table, id, patch) {
      const { updated } = await at(table, id).update(whole(patch));
      return (updated ?? 0) > 0;
    },
    async remove(table, id) {
      await at(table, id).remove();
    },
  };
}

/** A document that was read carries its id, which set() refuses. */
function withoutId(fields: object): Loose {
  const { _id: _, ...rest } = fields as Loose;
  return rest;
}
