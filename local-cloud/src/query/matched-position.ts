import { isPlainObject } from '../values/keys';
import type { Filter } from '../kernel/store';
import { compileFilter } from './filter';
import { fieldOf } from './field-path';

/**
 * The index that the positional operator `$` stands for: that of the first
 * element by which the query matched the document. null: no array was asked.
 */
export function matchedPosition(doc: unknown, filter: Filter): number | null {
  let found: number | null = null;
  for (const [key, condition] of Object.entries(filter)) {
    const position = key.startsWith('$')
      ? positionInBranches(doc, key, condition)
      : positionInField(doc, key, condition);
    found = position ?? found;
  }
  return found;
}

function positionInBranches(
  doc: unknown,
  key: string,
  branches: unknown
): number | null {
  if ((key !== '$and' && key !== '$or') || !Array.isArray(branches)) {
    return null;
  }
  for (const branch of branches as Filter[]) {
    if (key === '$or' && !compileFilter(branch).test(doc as object)) continue;
    const position = matchedPosition(doc, branch);
    if (position !== null) return position;
  }
  return null;
}

/** Tries the elements of the first array on the path one by one. */
function positionInField(
  doc: unknown,
  path: string,
  condition: unknown
): number | null {
  const parts = path.split('.');
  let value = doc;
  for (let i = 0; i <= parts.length; i += 1) {
    if (Array.isArray(value)) {
      return positionInList(value, parts.slice(i), condition);
    }
    if (i < parts.length) value = fieldOf(value, parts[i] as string);
  }
  return null;
}

function positionInList(
  list: unknown[],
  rest: string[],
  condition: unknown
): number | null {
  const whole = isPlainObject(condition) && '$elemMatch' in condition;
  const path = ['item', ...rest].join('.');
  const { test } = compileFilter({ [path]: condition });
  const at = list.findIndex((element) =>
    test({ item: whole ? [element] : element })
  );
  return at < 0 ? null : at;
}
