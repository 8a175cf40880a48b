import type { Filter, SortSpec } from '../kernel/store';
import { isPlainObject } from '../values/keys';

let unlike = 0;

/**
 * A text that is equal exactly for watches that see the same: collection, the
 * client's query, what a preset adds to it for this person, order and limit.
 */
export function groupKey(watch: {
  collection: string;
  query: Filter;
  preset: Filter | null;
  sort: SortSpec;
  limit?: number;
}): string {
  const { collection, query, preset, sort, limit } = watch;
  const order = Object.entries(sort);
  return [
    JSON.stringify(collection),
    filterText(query),
    preset ? filterText(preset) : '-',
    JSON.stringify(order),
    String(limit ?? '-'),
  ].join('\n');
}

/** The order of conditions does not matter, that of operators neither. */
function filterText(filter: Filter): string {
  const parts = Object.entries(filter).map(([key, condition]) => {
    const logical = key.startsWith('$') && Array.isArray(condition);
    const text = logical
      ? `[${condition.map((part) => conditionText(part)).join()}]`
      : conditionText(condition);
    return `${JSON.stringify(key)}:${text}`;
  });
  return `{${parts.sort().join()}}`;
}

function conditionText(value: unknown): string {
  if (!isPlainObject(value)) return valueText(value);
  const isOperator = Object.keys(value).some((key) => key.startsWith('$'));
  return isOperator ? filterText(value) : valueText(value);
}

/** A value to compare with: here the order of fields counts. */
function valueText(value: unknown): string {
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (value instanceof RegExp)
    return `RegExp(${JSON.stringify(String(value))})`;
  if (Array.isArray(value)) return `[${value.map(valueText).join()}]`;
  if (isPlainObject(value)) {
    const fields = Object.entries(value).map(
      ([key, item]) => `${JSON.stringify(key)}:${valueText(item)}`
    );
    return `{${fields.join()}}`;
  }
  if (typeof value === 'number') return String(value);
  const known = value === null || typeof value !== 'object';
  // What is not known here is never shared.
  return known ? String(JSON.stringify(value)) : `unlike ${++unlike}`;
}
