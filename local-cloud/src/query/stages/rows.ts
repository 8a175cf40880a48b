import { isPlainObject } from '../../values/keys';
import type { SortSpec } from '../../kernel/store';
import { valueAt } from '../expression';
import type { Compile } from '../expressions/kinds';
import { argumentsOf } from '../expressions/kinds';
import { failed } from '../failures';
import { sortDocs, validateSort } from '../sort';
import { changeAt, REMOVED } from '../update-path';
import type { Stage } from './group';

export function limit(spec: unknown): Stage {
  if (!Number.isInteger(spec) || (spec as number) <= 0) {
    throw failed('the limit must be positive');
  }
  return (docs) => docs.slice(0, spec as number);
}

export function skip(spec: unknown): Stage {
  if (!Number.isInteger(spec) || (spec as number) < 0) {
    throw failed('Argument to $skip cannot be negative');
  }
  return (docs) => docs.slice(spec as number);
}

export function count(spec: unknown): Stage {
  const fits =
    typeof spec === 'string' &&
    spec !== '' &&
    !spec.startsWith('$') &&
    !spec.includes('.');
  if (!fits) throw failed('the count field must be a non-empty string');
  return (docs) => (docs.length === 0 ? [] : [{ [spec]: docs.length }]);
}

export function sort(spec: unknown): Stage {
  if (!isPlainObject(spec) || Object.keys(spec).length === 0) {
    throw failed('$sort stage must have at least one sort key');
  }
  validateSort(spec as SortSpec);
  return (docs) => sortDocs(docs, spec as SortSpec);
}

/** Each document once at most, drawn without putting back. */
export function sample(spec: unknown): Stage {
  const { size } = argumentsOf(spec, ['size'], [], '$sample');
  if (!Number.isInteger(size) || (size as number) < 1) {
    throw failed('size argument to $sample must be a positive integer');
  }
  return (docs) => {
    const pool = [...docs];
    const most = Math.min(size as number, pool.length);
    for (let i = 0; i < most; i += 1) {
      const other = i + Math.floor(Math.random() * (pool.length - i));
      [pool[i], pool[other]] = [pool[other], pool[i]];
    }
    return pool.slice(0, most);
  };
}

export function replaceRoot(spec: unknown, compile: Compile): Stage {
  const { newRoot } = argumentsOf(spec, ['newRoot'], [], '$replaceRoot');
  const evaluate = compile(newRoot);
  return (docs, scope) =>
    docs.map((root) => {
      const made = evaluate({ ...scope, root });
      if (isPlainObject(made)) return made;
      throw failed("'newRoot' expression must evaluate to an object");
    });
}

export function unwind(spec: unknown): Stage {
  const args =
    typeof spec === 'string'
      ? { path: spec }
      : argumentsOf(
          spec,
          ['path'],
          ['includeArrayIndex', 'preserveNullAndEmptyArrays'],
          '$unwind'
        );
  const { path, includeArrayIndex: index } = args as Record<string, unknown>;
  const keeps =
    (args as Record<string, unknown>).preserveNullAndEmptyArrays === true;
  if (typeof path !== 'string' || !/^\$[^$.]/.test(path)) {
    throw failed("path option to $unwind should be prefixed with a '$'");
  }
  const fits =
    index === undefined || (typeof index === 'string' && /^[^$]/.test(index));
  if (!fits) throw failed('includeArrayIndex must be the name of a field');
  const parts = path.slice(1).split('.');
  const at = (index as string | undefined)?.split('.');
  return (docs, scope) =>
    docs.flatMap((doc) => {
      const rows = unwound(doc, parts, keeps);
      scope.budget.makeRows(rows.length);
      return rows.map(({ row, i }) => (at ? withField(row, at, i) : row));
    });
}

function unwound(
  doc: unknown,
  parts: string[],
  keeps: boolean
): { row: unknown; i: number | null }[] {
  const value = valueAt(doc, parts);
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item: unknown, i) => ({
      row: withField(doc, parts, item),
      i,
    }));
  }
  const isEmpty = Array.isArray(value);
  if (value !== undefined && value !== null && !isEmpty) {
    return [{ row: doc, i: null }];
  }
  if (!keeps) return [];
  return [{ row: isEmpty ? withField(doc, parts, REMOVED) : doc, i: null }];
}

/** A copy that shares everything but the documents on the path. */
function withField(doc: unknown, parts: string[], value: unknown): unknown {
  const copy = { ...(doc as Record<string, unknown>) };
  let at = copy;
  for (const part of parts.slice(0, -1)) {
    const below = at[part];
    at[part] = isPlainObject(below) ? { ...below } : below;
    if (!isPlainObject(below)) break;
    at = at[part] as Record<string, unknown>;
  }
  changeAt(copy, parts, true, () => value);
  return copy;
}
