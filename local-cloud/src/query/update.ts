import { isPlainObject } from '../values/keys';
import type { Doc, Filter, Update } from '../kernel/store';
import { copyValue } from './bson-order';
import { failed, invalidOperator } from './failures';
import { isIndex } from './field-path';
import { matchedPosition } from './matched-position';
import type { Change, UpdateOperator } from './update-kinds';
import { UPDATE_OPERATORS } from './update-operators';
import {
  changeAt,
  concretePaths,
  parsePath,
  REMOVED,
  valueAtPath,
} from './update-path';

interface Step {
  parts: string[];
  creates: boolean;
  change: Change;
  /** `$rename`: where the value goes. */
  target?: string[];
}

/** Whether the update is made of operators, not a whole document. */
export function hasOperators(update: Update): boolean {
  return Object.keys(update).some((key) => key.startsWith('$'));
}

/**
 * Applies operators to a copy of the document. `filter` is the query that
 * found it, which `$` in a path refers to.
 * @throws CloudError DATABASE_INVALID_OPERRATOR for an operator that is not
 *   applied here, DATABASE_REQUEST_FAILED where MongoDB would refuse
 */
export function applyUpdate(
  doc: Doc,
  update: Update,
  inserting = false,
  filter: Filter = {}
): Doc {
  const next = copyValue(doc);
  for (const step of stepsOf(update, inserting)) {
    const position = step.parts.includes('$')
      ? matchedPosition(doc, filter)
      : null;
    for (const parts of concretePaths(next, step.parts, position)) {
      if (step.target) rename(next, parts, step.target);
      else changeAt(next, parts, step.creates, step.change);
    }
  }
  return next;
}

/** In the order of their paths, in which MongoDB makes new fields. */
function stepsOf(update: Update, inserting: boolean): Step[] {
  const steps = Object.entries(update).flatMap(([operator, fields]) => {
    if (!isPlainObject(fields)) {
      throw failed(`Modifiers operate on fields: ${operator} needs an object`);
    }
    const entries = Object.entries(fields);
    if (operator === '$rename') return entries.map(renameStep);
    if (!Object.hasOwn(UPDATE_OPERATORS, operator)) {
      throw invalidOperator(operator);
    }
    const { creates, prepare } = UPDATE_OPERATORS[operator] as UpdateOperator;
    const made = entries.map(([path, operand]) => ({
      parts: parsePath(path),
      creates,
      change: prepare(operand, path),
    }));
    return operator === '$setOnInsert' && !inserting ? [] : made;
  });
  refuseConflicts(steps);
  return steps.sort((a, b) => comparePaths(a.parts, b.parts));
}

function renameStep([path, operand]: [string, unknown]): Step {
  if (typeof operand !== 'string') {
    throw failed("The 'to' field for $rename must be a string");
  }
  const parts = parsePath(path);
  const target = parsePath(operand);
  const dynamic = [...parts, ...target].some((part) => part.startsWith('$'));
  if (dynamic) throw failed('The fields of $rename may not be dynamic');
  return { parts, target, creates: false, change: () => undefined };
}

function rename(doc: Doc, from: string[], to: string[]): void {
  refuseArrays(doc, from);
  const value = valueAtPath(doc, from);
  if (value === undefined) return;
  refuseArrays(doc, to);
  changeAt(doc, from, false, () => REMOVED);
  changeAt(doc, to, true, () => value);
}

function refuseArrays(doc: Doc, parts: string[]): void {
  for (let i = 1; i < parts.length; i += 1) {
    if (Array.isArray(valueAtPath(doc, parts.slice(0, i)))) {
      throw failed(
        `The field of $rename cannot be in an array: ${parts.join('.')}`
      );
    }
  }
}

/** No two operators may touch a field, or a field and one inside it. */
function refuseConflicts(steps: Step[]): void {
  const paths = steps
    .flatMap(({ parts, target }) => (target ? [parts, target] : [parts]))
    .map((parts) => parts.join('.'));
  const seen = new Set<string>();
  for (const path of paths) {
    if (seen.has(path)) throw conflict(path, path);
    seen.add(path);
  }
  for (const path of paths) {
    for (let at = path.indexOf('.'); at > 0; at = path.indexOf('.', at + 1)) {
      const above = path.slice(0, at);
      if (seen.has(above)) throw conflict(path, above);
    }
  }
}

const conflict = (path: string, at: string) =>
  failed(`Updating the path '${path}' would create a conflict at '${at}'`);

function comparePaths(a: string[], b: string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const [x, y] = [a[i] as string, b[i] as string];
    if (x === y) continue;
    if (isIndex(x) && isIndex(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}
