import { database } from '../platform/cloud';
import type { Fields } from '../platform/documents';
import type { Table } from '../platform/tables';

/** The whole document under this id, whether or not one was there. */
export async function putRow<T extends Table>(
  table: T,
  id: string,
  fields: Fields<T>
): Promise<void> {
  await database.collection(table).doc(id).set(fields);
}
