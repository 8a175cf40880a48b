import type { AccessRequest } from '../kernel/rules';
import { findBadKey, hasOddNumber, isPlainObject } from './plain-values';

/** Why a document may not be written by a client at all, or null. */
export function refusedData(data: unknown): string | null {
  if (!isPlainObject(data)) return 'the document is no object';
  if (Object.hasOwn(data, '_openid')) return "'_openid' is set by the cloud";
  if (Object.hasOwn(data, '_id') && !isUsableId(data._id)) {
    return "'_id' is no text or number";
  }
  const bad = findBadKey(data) ?? findCommandKey(data);
  if (bad !== null) return `the field name '${bad}' is not allowed`;
  return hasOddNumber(data) ? 'a number of the document is none' : null;
}

const isUsableId = (id: unknown) =>
  (typeof id === 'string' && id !== '') || typeof id === 'number';

/** A key inside a written value that looks like a command, or null. */
export function findCommandKey(value: unknown): string | null {
  const inner: [string, unknown][] = Array.isArray(value)
    ? value.map((item) => ['', item])
    : Object.entries(isPlainObject(value) ? value : {});
  for (const [key, item] of inner) {
    const bad = key.startsWith('$') ? key : findCommandKey(item);
    if (bad !== null) return bad;
  }
  return null;
}

/** What an upsert would create, or null when that is not certain. */
export function dataOfUpsert(
  request: AccessRequest
): Record<string, unknown> | null {
  const { filter = {}, update = {}, replace } = request;
  const id = filter._id === undefined ? {} : { _id: filter._id };
  if (replace) {
    const data = { ...update, ...id };
    return refusedData(data) === null ? data : null;
  }
  const onlyById = Object.keys(filter).every((key) => key === '_id');
  const { $set = {}, ...others } = update;
  if (!onlyById || Object.keys(others).length > 0) return null;
  if (!isPlainObject($set)) return null;
  if (Object.keys($set).some((key) => key.includes('.'))) return null;
  const data = { ...$set, ...id };
  return refusedData(data) === null ? data : null;
}
