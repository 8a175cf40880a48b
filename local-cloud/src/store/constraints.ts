import type { Filter } from '../kernel/store';
import { isPlainObject } from '../values/keys';
import { isIndexable } from './index-key';

export interface Bound {
  value: unknown;
  inclusive: boolean;
}

/** What a filter demands of one field, as far as an index can use it. */
export interface FieldConstraint {
  /** Any of these values; one for equality. */
  values?: unknown[];
  lowers: Bound[];
  uppers: Bound[];
}

export type Constraints = Map<string, FieldConstraint>;

const MOST_VALUES = 1_000;

/**
 * What every matching document fulfils, by field. Conditions that no index
 * serves are left out: each candidate is tested again.
 */
export function constraintsOf(
  filter: Filter,
  found: Constraints = new Map()
): Constraints {
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(value)) {
      for (const part of value) constraintsOf(part as Filter, found);
    } else if (!key.startsWith('$')) {
      constrain(found, key, value);
    }
  }
  return found;
}

function constrain(
  found: Constraints,
  field: string,
  condition: unknown
): void {
  const isOperators =
    isPlainObject(condition) &&
    Object.keys(condition).some((key) => key.startsWith('$'));
  const current = found.get(field) ?? { lowers: [], uppers: [] };
  const operators = isOperators ? condition : { $eq: condition };
  for (const [operator, value] of Object.entries(operators)) {
    addOperator(current, operator, value);
  }
  const used = current.values ?? [...current.lowers, ...current.uppers];
  if (used.length > 0 || current.values) found.set(field, current);
}

function addOperator(
  constraint: FieldConstraint,
  operator: string,
  value: unknown
): void {
  if (operator === '$in' && Array.isArray(value)) {
    const usable = value.length <= MOST_VALUES && value.every(isIndexable);
    if (usable) narrow(constraint, [...new Set(value)]);
    return;
  }
  if (operator === '$all' && Array.isArray(value)) {
    if (value.length > 0 && isIndexable(value[0])) {
      narrow(constraint, [value[0]]);
    }
    return;
  }
  if (!isIndexable(value)) return;
  if (operator === '$eq') narrow(constraint, [value]);
  if (value === null || value === undefined) return;
  const inclusive = operator === '$gte' || operator === '$lte';
  const bound = { value, inclusive };
  if (operator === '$gt' || operator === '$gte') constraint.lowers.push(bound);
  if (operator === '$lt' || operator === '$lte') constraint.uppers.push(bound);
}

/** Of two lists the shorter serves; the other is tested afterwards. */
function narrow(constraint: FieldConstraint, values: unknown[]): void {
  const known = constraint.values;
  if (!known || values.length < known.length) constraint.values = values;
}
