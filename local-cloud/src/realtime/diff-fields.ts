import { encodeWeb } from '../values/encode';
import { isPlainObject } from '../values/keys';

export interface FieldDiff {
  /** Dotted path → new value in the js dialect. */
  updated: Record<string, unknown>;
  removed: string[];
}

type Fields = Record<string, unknown>;

/** What differs, by dotted path; arrays differ as a whole. null: nothing. */
export function diffFields(before: Fields, after: Fields): FieldDiff | null {
  const diff: FieldDiff = { updated: {}, removed: [] };
  collect(before, after, '', diff);
  const empty =
    diff.removed.length === 0 && Object.keys(diff.updated).length === 0;
  return empty ? null : diff;
}

function collect(
  before: Fields,
  after: Fields,
  prefix: string,
  diff: FieldDiff
): void {
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) diff.removed.push(prefix + key);
  }
  for (const [key, now] of Object.entries(after)) {
    const was = before[key];
    if (was === now && Object.hasOwn(before, key)) continue;
    if (isPlainObject(was) && isPlainObject(now)) {
      collect(was, now, `${prefix}${key}.`, diff);
      continue;
    }
    const value = encodeWeb(now);
    const same =
      Object.hasOwn(before, key) &&
      JSON.stringify(encodeWeb(was)) === JSON.stringify(value);
    if (!same) diff.updated[prefix + key] = value;
  }
}
