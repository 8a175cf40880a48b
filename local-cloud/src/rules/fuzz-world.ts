import type { RuleSwitches } from '../kernel/rules';
import type { Filter } from '../kernel/store';

/**
 * A second, independent reading of small rules over concrete documents, and
 * random rules, queries and documents. It knows neither parser nor prover.
 *
 * `==`, sizes and positive `in` hold when one element of an array fits, as
 * the database reads them; `!=` and `!(… in …)` look at the value itself.
 */
export type RuleTree =
  | { op: '&&' | '||'; left: RuleTree; right: RuleTree }
  | { op: '==' | '!=' | '===' | '!=='; path: string; value: unknown }
  | { op: '<' | '<=' | '>' | '>='; path: string; value: number }
  | { op: 'in' | 'not in'; path: string; values: unknown[] }
  | { op: 'has'; path: string; value: unknown }
  | { op: 'get'; path: string }
  | { op: 'constant'; value: boolean };

export interface Choice {
  below(n: number): number;
  pick<T>(items: readonly T[]): T;
}

/** The same choices for the same seed, on every machine (mulberry32). */
export function seededChoice(seed: number): Choice {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number) => Math.floor(next() * n);
  return { below, pick: (items) => items[below(items.length)]! };
}

const PATHS = ['a', 'a', 'b', 'b', 'c.d'];
const VALUES = ['x', 'y', '1', 1, 2, 3, true, null];
const CONSTANTS = [...VALUES, ...VALUES, undefined];

export function anyRule(choice: Choice, depth: number): RuleTree {
  const { below, pick } = choice;
  if (depth > 0 && below(3) > 0) {
    const left = anyRule(choice, depth - 1);
    return { op: pick(['&&', '||']), left, right: anyRule(choice, depth - 1) };
  }
  const path = pick(PATHS);
  const values = [pick(VALUES), pick(VALUES), pick(VALUES)];
  switch (below(11)) {
    case 0:
      return { op: pick(['!=', '!==']), path, value: pick(CONSTANTS) };
    case 1:
    case 2:
      return { op: pick(['<', '<=', '>', '>=']), path, value: below(4) };
    case 3:
      return { op: 'in', path, values };
    case 4:
      return { op: 'not in', path, values };
    case 5:
      return { op: 'has', path, value: pick(VALUES) };
    case 6:
      return { op: 'get', path };
    case 7:
      return { op: 'constant', value: pick([true, false]) };
    default:
      return { op: pick(['==', '==', '===']), path, value: pick(CONSTANTS) };
  }
}

export function textOf(rule: RuleTree): string {
  switch (rule.op) {
    case '&&':
    case '||':
      return `(${textOf(rule.left)} ${rule.op} ${textOf(rule.right)})`;
    case 'in':
      return `doc.${rule.path} in ${JSON.stringify(rule.values)}`;
    case 'not in':
      return `!(doc.${rule.path} in ${JSON.stringify(rule.values)})`;
    case 'has':
      return `${JSON.stringify(rule.value)} in doc.${rule.path}`;
    case 'get':
      return `get(\`database.g.\${doc.${rule.path}}\`).k == 1`;
    case 'constant':
      return `auth.openid ${rule.value ? '!=' : '=='} null`;
    default:
      return `doc.${rule.path} ${rule.op} ${JSON.stringify(rule.value) ?? 'undefined'}`;
  }
}

export function anyFilter(choice: Choice, depth: number): Filter {
  const { below, pick } = choice;
  const filter: Filter = {};
  for (let n = below(3) + (depth === 2 ? 1 : 0); n > 0; n -= 1) {
    filter[pick(PATHS)] = anyCondition(choice);
  }
  if (below(8) === 0) filter.c = { d: pick(VALUES) };
  if (depth > 0 && below(3) === 0) {
    const parts = Array.from({ length: 1 + below(2) }, () =>
      anyFilter(choice, depth - 1)
    );
    filter[pick(['$or', '$and'])] = parts;
  }
  return filter;
}

function anyCondition({ below, pick }: Choice): unknown {
  const list = Array.from({ length: 1 + below(3) }, () => pick(VALUES));
  const size = pick(['$gt', '$gte', '$lt', '$lte']);
  switch (below(12)) {
    case 0:
      return { $ne: pick(VALUES) };
    case 1:
      return { $nin: list };
    case 2:
      return { $in: list };
    case 3:
      return { [size]: below(4) };
    case 4:
      return { [size]: below(4), $gte: below(4), $ne: pick(VALUES) };
    case 5:
      return { [size]: pick(['x', 'y', '1']) };
    case 6:
      return pick<unknown>([
        /x/,
        { $exists: true },
        { $not: { $eq: 1 } },
        { $not: { $ne: pick(VALUES) } },
        { $elemMatch: { $eq: 1 } },
        { $all: list },
        { $size: 1 },
        { $type: 'string' },
        { $mod: [2, 1] },
        { $gte: null },
        { $lte: null, $ne: pick(VALUES) },
        { $eq: pick(VALUES), $exists: true },
        { $in: [list, pick(VALUES)] },
        list,
      ]);
    case 7:
      return { $in: list, [size]: below(4) };
    default:
      return pick(VALUES);
  }
}

export function anyDocument({ below, pick }: Choice): Record<string, unknown> {
  const document: Record<string, unknown> = {};
  const value = () =>
    below(4) === 0 ? [pick(VALUES), pick(VALUES)] : pick(VALUES);
  if (below(6) > 0) document.a = value();
  if (below(6) > 0) document.b = value();
  const inner = () => pick([{ d: value() }, { d: value() }, {}]);
  if (below(4) > 0) {
    document.c = pick([inner(), inner(), inner(), null, [inner(), inner()]]);
  }
  return document;
}

type Others = Record<string, { k: number }>;
type Position = Partial<RuleSwitches>;
type Truth = boolean | 'error';

/** Whether the rule is true of this one document. */
export function holds(
  rule: RuleTree,
  document: Record<string, unknown>,
  position: Position,
  others: Others
): boolean {
  return truth(rule, document, position, others) === true;
}

function truth(
  rule: RuleTree,
  document: Record<string, unknown>,
  position: Position,
  others: Others
): Truth {
  if ('left' in rule) {
    const left = truth(rule.left, document, position, others);
    const settled = rule.op === '||';
    if (position.evaluation !== 'eager') {
      if (left === 'error' || left === settled) return left;
      return truth(rule.right, document, position, others);
    }
    const right = truth(rule.right, document, position, others);
    if (left === 'error' || right === 'error') return 'error';
    return settled ? left || right : left && right;
  }
  if (rule.op === 'constant') return rule.value;
  const isNested = rule.path === 'c.d';
  const parent = isNested ? document.c : document;
  const isGone = parent === null || parent === undefined;
  if (isGone && position.missingProperty === 'error') return 'error';
  const value = isGone ? undefined : valueOf(parent, rule.path);
  return atom(rule, value, position, others);
}

/** Through an array a path leads to the values of its elements. */
function valueOf(parent: unknown, path: string): unknown {
  const field = path === 'c.d' ? 'd' : path;
  if (!Array.isArray(parent)) return (parent as Record<string, unknown>)[field];
  return parent.flatMap((one: Record<string, unknown>) => one[field]);
}

type Atom = Extract<RuleTree, { path: string }>;

function atom(
  rule: Atom,
  value: unknown,
  position: Position,
  others: Others
): Truth {
  const elements: unknown[] = Array.isArray(value)
    ? [...(value as unknown[]), value]
    : [value];
  const loose = position.equality === 'loose' && rule.op.length < 3;
  // eslint-disable-next-line eqeqeq -- JavaScript's own loose equality
  const same = (x: unknown, y: unknown) => (loose ? x == y : x === y);
  switch (rule.op) {
    case '==':
    case '===':
      return elements.some((one) => same(one, rule.value));
    case '!=':
    case '!==':
      return Array.isArray(value) || !same(value, rule.value);
    case 'in':
      return elements.some((one) => rule.values.includes(one));
    case 'not in':
      // eslint-disable-next-line eqeqeq -- whichever way `in` compares
      return Array.isArray(value) || !rule.values.some((v) => v == value);
    case 'has':
      return elements.includes(rule.value);
    case 'get':
      return anyGet(elements, position, others);
    default:
      return elements.some((one) => compares(one, rule.op, rule.value));
  }
}

function anyGet(
  elements: unknown[],
  position: Position,
  others: Others
): Truth {
  const found = elements.map((one) => others[`g.${String(one)}`]);
  if (found.some((one) => one?.k === 1)) return true;
  const missing = found.every((one) => one === undefined);
  return missing && position.missingProperty === 'error' ? 'error' : false;
}

function compares(one: unknown, op: string, bound: number): boolean {
  if (typeof one !== 'number') return false;
  if (op === '<') return one < bound;
  if (op === '<=') return one <= bound;
  return op === '>' ? one > bound : one >= bound;
}
