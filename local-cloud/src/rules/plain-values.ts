export type Primitive = string | number | boolean | null | undefined;

const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype'];

export function isForbiddenKey(key: string): boolean {
  return FORBIDDEN_KEYS.includes(key);
}

export function isPlainObject(
  value: unknown
): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

export function isPrimitive(value: unknown): value is Primitive {
  return isNothing(value) || typeof value !== 'object';
}

/** Own properties only: what an object inherits is never data. */
export function ownProperty(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/** A key no client may send, anywhere inside a value; null when clean. */
export function findBadKey(value: unknown, depth = 0): string | null {
  if (depth > 64) return '(nested too deep)';
  if (Array.isArray(value)) {
    return firstBad(value, (item) => findBadKey(item, depth + 1));
  }
  if (!isPlainObject(value)) return null;
  return firstBad(Object.keys(value), (key) =>
    isForbiddenKey(key) ? key : findBadKey(value[key], depth + 1)
  );
}

function firstBad<T>(
  items: T[],
  look: (item: T) => string | null
): string | null {
  for (const item of items) {
    const bad = look(item);
    if (bad !== null) return bad;
  }
  return null;
}

/** NaN and the infinities decide nothing and are refused. */
export function hasOddNumber(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  if (Array.isArray(value)) return value.some(hasOddNumber);
  return isPlainObject(value) && Object.values(value).some(hasOddNumber);
}

/** `==` of JavaScript between primitives; objects are equal to nothing. */
export function areEqual(
  left: unknown,
  right: unknown,
  equality: 'strict' | 'loose'
): boolean {
  if (!isPrimitive(left) || !isPrimitive(right)) return false;
  if (equality === 'strict') return left === right;
  if (isNothing(left) || isNothing(right)) {
    return isNothing(left) && isNothing(right);
  }
  if (typeof left === typeof right) return left === right;
  return Number(left) === Number(right);
}

/**
 * Whether two values are certainly different. Not the opposite of areEqual:
 * of objects, and of numbers that are none, nothing is certain.
 */
export function areDifferent(
  left: unknown,
  right: unknown,
  equality: 'strict' | 'loose'
): boolean {
  if (hasOddNumber(left) || hasOddNumber(right)) return false;
  if (isPrimitive(left) && isPrimitive(right)) {
    return !areEqual(left, right, equality);
  }
  const other = isPrimitive(left) ? left : right;
  if (isNothing(other)) return true;
  return isPrimitive(other) && equality === 'strict';
}
