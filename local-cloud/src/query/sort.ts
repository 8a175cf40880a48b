import { Query } from 'mingo/query';
import { CloudError } from '../kernel/errors';
import type { Doc, SortSpec } from '../kernel/store';
import { engineOptions } from './context';
import { engineError } from './filter';
import { validateExpression } from './operators';

/** A stable sort in MongoDB's order of types. */
export function sortDocs(docs: Doc[], sort: SortSpec): Doc[] {
  if (Object.keys(sort).length === 0) return docs;
  return new Query({}, engineOptions).find<Doc>(docs).sort(sort).all();
}

/** @throws CloudError INVALID_PARAM */
export function validateSort(sort: SortSpec): void {
  for (const [field, direction] of Object.entries(sort)) {
    if (field.startsWith('$') || (direction !== 1 && direction !== -1)) {
      throw new CloudError('INVALID_PARAM', `cannot sort by ${field}`);
    }
  }
}

export function projectDocs(
  docs: Doc[],
  projection: Record<string, unknown>
): Doc[] {
  validateExpression(projection);
  try {
    return new Query({}, engineOptions).find<Doc>(docs, projection).all();
  } catch (error) {
    throw engineError(error);
  }
}
