import { isPlainObject } from '../values/keys';
import { failed } from './failures';

/** Names and numbers of the types that documents here can hold. */
const TYPES: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  bool: 8,
  date: 9,
  null: 10,
  int: 16,
  long: 18,
};
/** Types of MongoDB that nothing here is of. */
const ABSENT: Record<string, number> = {
  minKey: -1,
  binData: 5,
  undefined: 6,
  objectId: 7,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  timestamp: 17,
  decimal: 19,
  maxKey: 127,
};

/** The type of a value, as `$type` names it. */
export function typeNameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof RegExp) return 'regex';
  if (typeof value === 'number') return numberType(value);
  if (typeof value === 'boolean') return 'bool';
  return isPlainObject(value) ? 'object' : typeof value;
}

/** The SDKs write whole numbers as int, or long beyond 32 bits. */
function numberType(value: number): string {
  if (!Number.isInteger(value) || Object.is(value, -0)) return 'double';
  if (value === (value | 0)) return 'int';
  return Number.isSafeInteger(value) ? 'long' : 'double';
}

/** @throws CloudError DATABASE_REQUEST_FAILED for an unknown type */
export function typeTest(operand: unknown): (value: unknown) => boolean {
  const wished = new Set(
    (Array.isArray(operand) ? operand : [operand]).flatMap(namesOf)
  );
  if (wished.size === 0) throw failed('$type must match at least one type');
  return (value) => value !== undefined && wished.has(typeNameOf(value));
}

function namesOf(type: unknown): string[] {
  if (type === 'number') return ['double', 'int', 'long', 'decimal'];
  const all = Object.entries({ ...TYPES, ...ABSENT });
  const found = all.find(([name, code]) => type === name || type === code);
  if (found) return [found[0]];
  throw failed(`Unknown type name alias or code: ${JSON.stringify(type)}`);
}
