import { isPlainObject } from './plain-values';

/** What one branch of a query says about one field. */
export type Constraint =
  | {
      kind: 'equal';
      value: unknown;
      /** One case of an `$in` with several values, taken apart. */
      oneOfMany?: boolean;
    }
  | { kind: 'among'; values: unknown[] }
  | { kind: 'above' | 'below'; bound: number; inclusive: boolean }
  | { kind: 'none-of'; values: unknown[] }
  /** A string range: of the right type, but rules compare numbers only. */
  | { kind: 'text-range' }
  /** A command that rules do not know. It narrows, but proves nothing. */
  | { kind: 'opaque'; command: string };

/** Constraints by dotted path. All of them hold at once. */
export type Branch = ReadonlyMap<string, readonly Constraint[]>;

export function join(left: Branch, right: Branch): Branch {
  const joined = new Map(left);
  for (const [path, constraints] of right) {
    joined.set(path, [...(joined.get(path) ?? []), ...constraints]);
  }
  return joined;
}

/** Reads `{field: condition}`; null when the condition makes no sense. */
export function constraintsOf(path: string, condition: unknown): Branch | null {
  if (!isPlainObject(condition)) return equal(path, condition);
  const keys = Object.keys(condition);
  const commands = keys.filter((key) => key.startsWith('$'));
  if (commands.length === 0) return equal(path, condition);
  if (commands.length < keys.length) return null;
  let branch: Branch = new Map();
  for (const command of commands) {
    const part = readCommand(path, command, condition[command]);
    if (!part) return null;
    branch = join(branch, part);
  }
  return branch;
}

const one = (path: string, constraint: Constraint): Branch =>
  new Map([[path, [constraint]]]);

/** `a: {b: 1}` is equality of the object, so also of `a.b`. */
function equal(path: string, value: unknown): Branch {
  if (value instanceof RegExp) {
    return one(path, { kind: 'opaque', command: 'regular expression' });
  }
  let branch = one(path, { kind: 'equal', value });
  if (!isPlainObject(value)) return branch;
  for (const [key, inner] of Object.entries(value)) {
    branch = join(branch, equal(`${path}.${key}`, inner));
  }
  return branch;
}

function readCommand(
  path: string,
  command: string,
  operand: unknown
): Branch | null {
  switch (command) {
    case '$eq':
      return equal(path, operand);
    case '$ne':
    case '$neq':
      return noneOf(path, command, [operand]);
    case '$nin':
      return Array.isArray(operand) ? noneOf(path, command, operand) : null;
    case '$in':
      return Array.isArray(operand) ? among(path, operand) : null;
    case '$gt':
    case '$gte':
      return one(path, range('above', command === '$gte', operand));
    case '$lt':
    case '$lte':
      return one(path, range('below', command === '$lte', operand));
    default:
      return one(path, { kind: 'opaque', command });
  }
}

const isComparable = (value: unknown) => typeof value !== 'object' || !value;

function noneOf(path: string, command: string, values: unknown[]): Branch {
  return values.every(isComparable)
    ? one(path, { kind: 'none-of', values })
    : one(path, { kind: 'opaque', command });
}

function among(path: string, values: unknown[]): Branch {
  if (values.length === 0 || values.some((value) => value instanceof RegExp)) {
    return one(path, { kind: 'opaque', command: '$in' });
  }
  const [first] = values;
  return values.length === 1
    ? equal(path, first)
    : one(path, { kind: 'among', values });
}

function range(
  kind: 'above' | 'below',
  inclusive: boolean,
  bound: unknown
): Constraint {
  if (typeof bound === 'number') return { kind, bound, inclusive };
  if (typeof bound === 'string') return { kind: 'text-range' };
  return { kind: 'opaque', command: kind };
}
