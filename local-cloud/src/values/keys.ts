import { CloudError } from '../kernel/errors';

const DANGEROUS = new Set(['__proto__', 'constructor', 'prototype']);
/** MongoDB's own limit for the nesting of a document. */
export const MAX_DEPTH = 100;

/** @throws CloudError INVALID_PARAM for a key that reaches a prototype. */
export function assertSafeKey(key: string): void {
  if (DANGEROUS.has(key)) throw refused(key);
  if (!key.includes('.')) return;
  for (const part of key.split('.')) {
    if (DANGEROUS.has(part)) throw refused(key);
  }
}

function refused(key: string): CloudError {
  return new CloudError('INVALID_PARAM', `field name ${key} is not allowed`);
}

export function isPlainObject(
  value: unknown
): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp)
  );
}
