import type { CompareOperator } from './ast';
import type { Constraint } from './constraints';
import { areDifferent, areEqual, isNothing, isPrimitive } from './plain-values';
import type { DocField } from './scene';

type Ordering = '<' | '<=' | '>' | '>=';
type Equality = 'strict' | 'loose';

/**
 * Each statement is proven by one constraint alone, never by two together:
 * `{a: {$gte: 5, $lte: 5}}` also matches `a: [1, 9]`, because each condition
 * may be met by another element.
 */
const anyOf = (field: DocField, proves: (one: Constraint) => boolean) =>
  field.constraints.some(proves);

const isFinite = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** `doc.f in values`, and `doc.f == value` for a single one. */
export function provesAmong(field: DocField, values: unknown[]): boolean {
  const allowed = (value: unknown) =>
    !isNothing(value) &&
    isPrimitive(value) &&
    values.some((one) => areEqual(one, value, 'strict'));
  return anyOf(field, (one) => {
    if (one.kind === 'equal') return allowed(one.value);
    return one.kind === 'among' && one.values.every(allowed);
  });
}

/** Two fields of the document are equal when the query names both alike. */
export function provesSame(left: DocField, right: DocField): boolean {
  return left.constraints.some(
    (one) =>
      one.kind === 'equal' && !one.oneOfMany && provesAmong(right, [one.value])
  );
}

/** `doc.f != value` for all values: none of them is the field's value. */
export function provesNoneOf(
  field: DocField,
  values: unknown[],
  equality: Equality
): boolean {
  return values.every((value) =>
    anyOf(field, (one) => excludes(one, value, equality))
  );
}

function excludes(one: Constraint, value: unknown, equality: Equality) {
  const differs = (other: unknown) =>
    isPrimitive(other) &&
    !isNothing(other) &&
    areDifferent(other, value, equality);
  switch (one.kind) {
    case 'equal':
      return differs(one.value);
    case 'among':
      return one.values.every(differs);
    case 'none-of':
      return leavesOut(one.values, value, equality);
    case 'above':
      return isNothing(value) || isOutside('>', one, value);
    case 'below':
      return isNothing(value) || isOutside('<', one, value);
    case 'text-range':
      return isNothing(value);
    default:
      return false;
  }
}

/** Whether a number certainly lies outside the range of the constraint. */
function isOutside(
  operator: '<' | '>',
  { bound, inclusive }: { bound: number; inclusive: boolean },
  value: unknown
): boolean {
  if (!isFinite(value)) return false;
  return !compareNumbers(value, inclusive ? `${operator}=` : operator, bound);
}

/**
 * The database compares strictly. Under loose equality another type could
 * still be equal (1 and '1'), except for texts that are no numbers.
 */
function leavesOut(values: unknown[], value: unknown, equality: Equality) {
  if (isNothing(value)) return values.some(isNothing);
  const safe =
    equality === 'strict' ||
    (typeof value === 'string' && Number.isNaN(Number(value)));
  return safe && values.some((one) => areEqual(one, value, 'strict'));
}

/** `doc.f > bound` and its like, over numbers. */
export function provesOrder(
  field: DocField,
  operator: Ordering,
  bound: unknown
): boolean {
  if (!isFinite(bound)) return false;
  const holds = (value: unknown) => compareNumbers(value, operator, bound);
  return anyOf(field, (one) => {
    if (one.kind === 'equal') return holds(one.value);
    if (one.kind === 'among') return one.values.every(holds);
    if (one.kind !== 'above' && one.kind !== 'below') return false;
    if ((one.kind === 'above') !== operator.startsWith('>')) return false;
    if (one.bound === bound) return operator.endsWith('=') || !one.inclusive;
    return holds(one.bound);
  });
}

/** Comparisons of size are between numbers; anything else is not true. */
export function compareNumbers(
  left: unknown,
  operator: Ordering,
  right: unknown
): boolean {
  if (!isFinite(left) || !isFinite(right)) return false;
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}

export function isOrdering(operator: CompareOperator): operator is Ordering {
  return ['<', '<=', '>', '>='].includes(operator);
}

export const FLIPPED: Record<Ordering, Ordering> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};
