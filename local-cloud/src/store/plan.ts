import type { Filter, IndexSpec, SortSpec } from '../kernel/store';
import { isPlainObject } from '../values/keys';
import { encodePart } from './index-entries';
import {
  afterPrefix,
  encodeValue,
  invert,
  isIndexable,
  typeRange,
} from './index-key';

/** Half-open range of key bytes. */
export type KeyRange = [from: Buffer, to: Buffer];

export interface IndexPlan {
  index: IndexSpec;
  ranges: KeyRange[];
  /** Rows come in the wished order when read in this direction. */
  order: 'forward' | 'backward' | null;
}

interface Bound {
  value: unknown;
  inclusive: boolean;
}
interface FieldConstraint {
  /** Any of these values; one for equality. */
  values?: unknown[];
  lower?: Bound;
  upper?: Bound;
}

const MOST_RANGES = 200;

/**
 * Picks the index with the longest prefix of equalities, then one range or
 * the sort order; null means a scan. The ranges hold every match, and more:
 * the caller tests each document again.
 */
export function planQuery(
  filter: Filter,
  sort: SortSpec | undefined,
  indexes: { spec: IndexSpec; multikey: boolean }[]
): IndexPlan | null {
  const constraints = collectConstraints(filter);
  let best: { plan: IndexPlan; score: number } | null = null;
  for (const { spec, multikey } of indexes) {
    const candidate = planIndex(spec, multikey, constraints, sort);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  return best?.plan ?? null;
}

function planIndex(
  index: IndexSpec,
  multikey: boolean,
  constraints: Map<string, FieldConstraint>,
  sort: SortSpec | undefined
): { plan: IndexPlan; score: number } | null {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let position = 0;
  for (; position < index.keys.length; position += 1) {
    const [field, direction] = index.keys[position] as [string, 1 | -1];
    const values = constraints.get(field)?.values;
    if (!values || prefixes.length * values.length > MOST_RANGES) break;
    if (index.sparse && values.some((value) => value == null)) break;
    prefixes = prefixes.flatMap((prefix) =>
      values.map((value) =>
        Buffer.concat([prefix, encodePart(value, direction)])
      )
    );
  }
  // Arrays stand at several keys, so the order of keys is not theirs.
  const order = multikey
    ? null
    : sortOrder(index, position, prefixes.length, sort);
  const ranged = rangeOf(index, position, constraints);
  if (position === 0 && !ranged && (!order || index.sparse)) return null;
  const ranges = prefixes.map((prefix) =>
    ranged ? suffixRange(prefix, ranged, multikey) : wholePrefix(prefix)
  );
  const score = position * 4 + (ranged ? 2 : 0) + (order ? 1 : 0);
  return { plan: { index, ranges, order }, score };
}

const wholePrefix = (prefix: Buffer): KeyRange => [
  prefix,
  prefix.length === 0 ? Buffer.of(0xff, 0xff) : afterPrefix(prefix),
];

function rangeOf(
  index: IndexSpec,
  position: number,
  constraints: Map<string, FieldConstraint>
): { constraint: FieldConstraint; direction: 1 | -1 } | null {
  const key = index.keys[position];
  const constraint = key && constraints.get(key[0]);
  if (!constraint || (!constraint.lower && !constraint.upper)) return null;
  return { constraint, direction: key[1] };
}

/** Comparisons hold within one type only, so the other end is its border. */
function suffixRange(
  prefix: Buffer,
  ranged: { constraint: FieldConstraint; direction: 1 | -1 },
  multikey: boolean
): KeyRange {
  const { lower, upper } = ranged.constraint;
  const sample = (lower ?? upper) as Bound;
  let [from, to] = typeRange(sample.value);
  if (lower) {
    const bytes = encodeValue(lower.value);
    from = lower.inclusive ? bytes : afterPrefix(bytes);
  }
  // In an array each bound may be met by another element.
  if (upper && !(multikey && lower)) {
    const bytes = encodeValue(upper.value);
    to = upper.inclusive ? afterPrefix(bytes) : bytes;
  }
  if (ranged.direction === 1) {
    return [Buffer.concat([prefix, from]), Buffer.concat([prefix, to])];
  }
  return [
    Buffer.concat([prefix, invert(to)]),
    Buffer.concat([prefix, afterInverted(from)]),
  ];
}

/** Everything whose inverted bytes start at or before those of `from`. */
function afterInverted(from: Buffer): Buffer {
  return afterPrefix(invert(from));
}

function sortOrder(
  index: IndexSpec,
  position: number,
  rangeCount: number,
  sort: SortSpec | undefined
): 'forward' | 'backward' | null {
  const wished = Object.entries(sort ?? {});
  if (wished.length === 0 || rangeCount > 1) return null;
  const suffix = index.keys.slice(position);
  if (suffix.length < wished.length) return null;
  let direction = 0;
  for (const [i, [field, wish]] of wished.entries()) {
    const key = suffix[i];
    if (!key || key[0] !== field) return null;
    const relative = key[1] * wish;
    if (direction !== 0 && relative !== direction) return null;
    direction = relative;
  }
  return direction === 1 ? 'forward' : 'backward';
}

/** What the filter demands of single fields; `$or` demands nothing. */
function collectConstraints(
  filter: Filter,
  found = new Map<string, FieldConstraint>()
): Map<string, FieldConstraint> {
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(value)) {
      for (const part of value) collectConstraints(part as Filter, found);
    } else if (!key.startsWith('$')) {
      constrain(found, key, value);
    }
  }
  return found;
}

function constrain(
  found: Map<string, FieldConstraint>,
  field: string,
  condition: unknown
): void {
  const isOperators =
    isPlainObject(condition) &&
    Object.keys(condition).some((key) => key.startsWith('$'));
  const current = found.get(field) ?? {};
  const operators = isOperators ? condition : { $eq: condition };
  for (const [operator, value] of Object.entries(operators)) {
    addOperator(current, operator, value);
  }
  if (current.values || current.lower || current.upper) {
    found.set(field, current);
  }
}

function addOperator(
  constraint: FieldConstraint,
  operator: string,
  value: unknown
): void {
  if (operator === '$in' && Array.isArray(value)) {
    const usable = value.length <= 100 && value.every(isIndexable);
    if (usable) constraint.values ??= [...new Set(value)];
    return;
  }
  if (!isIndexable(value)) return;
  if (operator === '$eq') constraint.values ??= [value];
  if (value === null || value === undefined) return;
  if (operator === '$gt' || operator === '$gte') {
    constraint.lower ??= { value, inclusive: operator === '$gte' };
  }
  if (operator === '$lt' || operator === '$lte') {
    constraint.upper ??= { value, inclusive: operator === '$lte' };
  }
}
