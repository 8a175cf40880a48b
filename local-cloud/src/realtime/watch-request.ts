import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import type { Doc, Filter, SortSpec } from '../kernel/store';
import { compileFilter } from '../query/filter';
import { limitTime } from '../query/limit-time';
import { decodeObject } from '../values/decode';
import { isPlainObject } from '../values/keys';
import { WIDEST_WINDOW, type RealtimeOptions } from './options';
import type { WatchRequest } from './watch';

const MOST_ORDERS = 5;
const PATTERN_MS = 100;

/**
 * Decodes and judges what a client asks to watch.
 * @throws CloudError COLLECTION_PERMISSION_DENIED, INVALID_PARAM,
 *   DATABASE_COLLECTION_NOT_EXIST, DATABASE_INVALID_OPERRATOR
 */
export function readWatchRequest(
  data: Record<string, unknown>,
  caller: ClientCaller | null,
  options: RealtimeOptions
): WatchRequest {
  const collection = data['collName'];
  if (typeof collection !== 'string' || collection === '') {
    throw new CloudError('INVALID_PARAM', 'collName is missing');
  }
  const query = decodeObject(data['query'], options.clock.now());
  const filter = judge(collection, query, caller, options);
  if (!options.store.hasCollection(collection)) {
    throw new CloudError(
      'DATABASE_COLLECTION_NOT_EXIST',
      `Db or Table not exist: ${collection}`
    );
  }
  return {
    collection,
    filter,
    query,
    sort: readSort(data['orderBy']),
    limit: readLimit(data['limit']),
    test: testOf(filter),
  };
}

/** The filter to use: the client's own, or narrowed by a preset rule. */
export function judge(
  collection: string,
  filter: Filter,
  caller: ClientCaller | null,
  { rules, clock, log }: RealtimeOptions
): Filter {
  const verdict = rules.check({
    collection,
    operation: 'read',
    caller,
    filter,
    byId: isById(filter),
    now: clock.now(),
  });
  if (!verdict.allowed) {
    log?.(`watch on ${collection} refused: ${verdict.reason}`);
    throw new CloudError('COLLECTION_PERMISSION_DENIED');
  }
  const preset = rules.presetFilter(collection, 'read', caller);
  return preset ? { $and: [filter, preset] } : filter;
}

function isById(filter: Filter): boolean {
  const keys = Object.keys(filter);
  if (keys.length !== 1 || keys[0] !== '_id') return false;
  const id = filter['_id'];
  return typeof (isPlainObject(id) ? id['$eq'] : id) === 'string';
}

/** Newest id first where nothing is said; `_id` settles every tie. */
function readSort(orderBy: unknown): SortSpec {
  if (orderBy === undefined || orderBy === null) return { _id: -1 };
  if (!isPlainObject(orderBy)) throw invalid('orderBy');
  const sort: SortSpec = {};
  for (const [field, direction] of Object.entries(orderBy)) {
    if (direction !== 'asc' && direction !== 'desc') throw invalid('orderBy');
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

function testOf(filter: Filter): (doc: Doc) => boolean {
  const compiled = compileFilter(filter);
  if (!compiled.hasPattern) return compiled.test;
  return (doc) => limitTime(PATTERN_MS, () => compiled.test(doc));
}

function invalid(name: string): CloudError {
  return new CloudError('INVALID_PARAM', `${name} of a watch is not valid`);
}
