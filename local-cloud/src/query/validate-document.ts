import { failed } from './failures';
import { assertSafeKey, isPlainObject, MAX_DEPTH } from '../values/keys';

/**
 * A document or a value that is about to be stored.
 * @throws CloudError DATABASE_REQUEST_FAILED for a field name that starts
 *   with `$`, a pattern, or too deep a nesting
 */
export function validateFields(
  fields: Record<string, unknown>,
  depth: number
): void {
  for (const [key, value] of Object.entries(fields)) {
    assertSafeKey(key);
    if (key.startsWith('$') || key === '') {
      throw failed(`The field name '${key}' is not valid for storage`);
    }
    validateValue(value, depth + 1);
  }
}

export function validateValue(value: unknown, depth: number): void {
  if (depth > MAX_DEPTH) throw failed('the document is nested too deeply');
  if (Array.isArray(value)) {
    for (const item of value) validateValue(item, depth + 1);
  } else if (isPlainObject(value)) {
    validateFields(value, depth);
  } else if (value instanceof RegExp || typeof value === 'bigint') {
    throw failed('a regular expression cannot be stored');
  }
}
