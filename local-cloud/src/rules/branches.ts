import type { Filter } from '../kernel/store';
import { type Branch, constraintsOf, join } from './constraints';
import { findBadKey, hasOddNumber, isPlainObject } from './plain-values';

export const MAX_BRANCHES = 64;

export type Branches = { branches: Branch[] } | { refused: string };

/** Commands that run code or look beyond the fields. Never for clients. */
const DANGEROUS = ['$where', '$function', '$accumulator'];

/** What is refused of any client filter, whatever the rule says. */
export function refusedFilter(filter: Filter): string | null {
  const bad = findBadKey(filter);
  if (bad !== null) return `the key '${bad}' is not allowed in a query`;
  const command = findCommand(filter, DANGEROUS);
  if (command) return `'${command}' is not allowed in a query`;
  return null;
}

function findCommand(value: unknown, commands: string[]): string | null {
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = findCommand(item, commands);
      if (found) return found;
    }
    return null;
  }
  if (!isPlainObject(value)) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = commands.includes(key) ? key : findCommand(inner, commands);
    if (found) return found;
  }
  return null;
}

/**
 * A filter as alternatives (disjunctive normal form): what it matches is in
 * at least one branch. `$in` on a field of `splitPaths` becomes alternatives.
 */
export function branchesOf(
  filter: Filter,
  splitPaths: ReadonlySet<string>
): Branches {
  if (hasOddNumber(filter)) return { refused: 'a number of the query is none' };
  try {
    const branches = alternatives(filter, 0);
    return { branches: branches.flatMap(splitter(branches, splitPaths)) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message };
    throw error;
  }
}

class Refusal extends Error {}

function alternatives(filter: unknown, depth: number): Branch[] {
  if (depth > 16) throw new Refusal('the query is nested too deep');
  if (!isPlainObject(filter)) throw new Refusal('a condition is no object');
  let result: Branch[] = [new Map()];
  for (const [key, condition] of Object.entries(filter)) {
    result = product(result, entry(key, condition, depth));
  }
  return result;
}

function entry(key: string, condition: unknown, depth: number): Branch[] {
  if (key === '$and') {
    return parts(key, condition).reduce<Branch[]>(
      (result, part) => product(result, alternatives(part, depth + 1)),
      [new Map()]
    );
  }
  if (key === '$or') {
    const branches: Branch[] = [];
    for (const part of parts(key, condition)) {
      branches.push(...alternatives(part, depth + 1));
      capped(branches.length);
    }
    return branches;
  }
  if (key.startsWith('$')) {
    throw new Refusal(`'${key}' is not understood by security rules`);
  }
  if (key.split('.').includes('')) {
    throw new Refusal(`'${key}' is no field path`);
  }
  const branch = constraintsOf(key, condition);
  if (!branch) throw new Refusal(`the condition on '${key}' is not understood`);
  return [branch];
}

function parts(key: string, condition: unknown): unknown[] {
  if (Array.isArray(condition) && condition.length > 0) return condition;
  throw new Refusal(`'${key}' needs a list of conditions`);
}

function product(left: Branch[], right: Branch[]): Branch[] {
  capped(left.length * right.length);
  return left.flatMap((one) => right.map((other) => join(one, other)));
}

function capped(count: number): void {
  if (count > MAX_BRANCHES) {
    throw new Refusal(`the query has more than ${MAX_BRANCHES} alternatives`);
  }
}

/** Takes `$in` apart while the number of branches stays under the cap. */
function splitter(all: Branch[], paths: ReadonlySet<string>) {
  const budget = Math.floor(MAX_BRANCHES / all.length);
  return (branch: Branch): Branch[] => {
    let result = [branch];
    for (const [path, constraints] of branch) {
      if (!paths.has(path)) continue;
      for (const constraint of constraints) {
        if (constraint.kind !== 'among') continue;
        if (result.length * constraint.values.length > budget) continue;
        result = result.flatMap((one) =>
          constraint.values.map((value) => {
            const rest = (one.get(path) ?? []).filter((c) => c !== constraint);
            const equal = { kind: 'equal', value, oneOfMany: true } as const;
            return new Map(one).set(path, [...rest, equal]);
          })
        );
      }
    }
    return result;
  };
}
