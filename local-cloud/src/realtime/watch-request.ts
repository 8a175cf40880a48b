import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import type { Filter, SortSpec } from '../kernel/store';
import { decodeObject, parseJson } from '../values/decode';
import { isPlainObject } from '../values/keys';
import { groupKey } from './group-key';
import { judgeRead } from './judge-read';
import { WIDEST_WINDOW, type RealtimeOptions } from './options';

const MOST_ORDERS = 5;

/** What a client asked to watch, decoded and judged. */
export interface WatchRequest {
  /** Equal for all who see the same. */
  key: string;
  collection: string;
  /** As the client sent it. */
  query: Filter;
  /** With the condition of a preset rule, where there is one. */
  filter: Filter;
  sort: SortSpec;
  limit?: number;
}

/**
 * Decodes and judges what a client asks to watch.
 * @throws CloudError COLLECTION_PERMISSION_DENIED, INVALID_PARAM,
 *   DATABASE_COLLECTION_NOT_EXIST
 */
export function readWatchRequest(
  data: Record<string, unknown>,
  caller: ClientCaller | null,
  options: RealtimeOptions
): { request: WatchRequest; changeable: boolean } {
  const collection = data['collName'];
  if (typeof collection !== 'string' || collection === '') {
    throw new CloudError('INVALID_PARAM', 'collName is missing');
  }
  const query = readQuery(data['query'], options.clock.now());
  const sort = readSort(data['orderBy']);
  const limit = readLimit(data['limit']);
  const judged = judgeRead(collection, query, caller, options);
  if (!options.store.hasCollection(collection)) {
    throw new CloudError(
      'DATABASE_COLLECTION_NOT_EXIST',
      `Db or Table not exist: ${collection}`
    );
  }
  const { preset, changeable } = judged;
  const key = groupKey({ collection, query, preset, sort, limit });
  const filter = preset ? { $and: [query, preset] } : query;
  const request = { key, collection, query, filter, sort, limit };
  return { request, changeable };
}

/** Some SDKs send the text of a text. */
function readQuery(text: unknown, now: number): Filter {
  const value =
    typeof text === 'string' && text !== '' ? parseJson(text) : text;
  return decodeObject(value, now);
}

/** Newest id first where nothing is said; `_id` settles every tie. */
function readSort(orderBy: unknown): SortSpec {
  if (orderBy === undefined || orderBy === null) return { _id: -1 };
  if (!isPlainObject(orderBy)) throw invalid('orderBy');
  const sort: SortSpec = {};
  for (const [field, direction] of Object.entries(orderBy)) {
    const known = direction === 'asc' || direction === 'desc';
    if (!known || field.startsWith('$')) throw invalid('orderBy');
    sort[field] = direction === 'asc' ? 1 : -1;
  }
  if (Object.keys(sort).length > MOST_ORDERS) throw invalid('orderBy');
  return '_id' in sort ? sort : { ...sort, _id: -1 };
}

function readLimit(limit: unknown): number | undefined {
  if (limit === undefined || limit === null) return undefined;
  const fits =
    typeof limit === 'number' &&
    Number.isInteger(limit) &&
    limit > 0 &&
    limit <= WIDEST_WINDOW;
  if (!fits) throw invalid('limit');
  return limit;
}

function invalid(name: string): CloudError {
  return new CloudError('INVALID_PARAM', `${name} of a watch is not valid`);
}
