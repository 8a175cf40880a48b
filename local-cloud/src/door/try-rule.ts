import {
  checkClientDocument,
  checkClientUpdate,
} from '../database/client-writes';
import { textOf, type Params } from '../http/read-params';
import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import type {
  AccessRequest,
  Operation,
  RuleJson,
  Rules,
  Verdict,
} from '../kernel/rules';
import type { Filter } from '../kernel/store';
import { fillPlaceholders } from '../rules';
import { decodeObject } from '../values/decode';
import { encodeEjson } from '../values/encode';
import { triedCaller } from './identities';
import type { DoorParts } from './parts';
import { suggestQuery } from './suggest-query';

const OPERATIONS: readonly string[] = [
  'read',
  'create',
  'update',
  'delete',
] satisfies Operation[];

export interface Trial {
  allowed: boolean;
  /** Documents that the rule's `get()` read, as they would be billed. */
  reads: number;
  reason: string | null;
  /** What the query would have to contain. */
  hint: string | null;
  /** A query that the rule would allow, where equalities are all it needs. */
  suggestion: unknown;
  /** What was judged: an expression, a boolean or the name of a preset. */
  rule: boolean | string;
  /** What a preset silently adds to the query. */
  addedFilter: unknown;
}

/**
 * "As this identity, this request: allowed? Why not?" Nothing is written and
 * no document is given out.
 * @throws CloudError INVALID_PARAM, DATABASE_COLLECTION_NOT_EXIST
 */
export function tryRule(parts: DoorParts, body: Params): Trial {
  const { rules, store } = parts;
  const request = readTrial(body, parts.clock.now());
  const { collection, operation, caller } = request;
  if (!store.hasCollection(collection)) {
    throw new CloudError(
      'DATABASE_COLLECTION_NOT_EXIST',
      `Db or Table not exist: ${collection}`
    );
  }
  const verdict = refusedBeforeRules(request) ?? rules.check(request);
  const added = rules.presetFilter(collection, operation, caller);
  const rule = permissionOf(rules.get(collection), operation);
  return {
    allowed: verdict.allowed,
    reads: verdict.allowed ? verdict.reads : 0,
    reason: verdict.allowed ? null : verdict.reason,
    hint: verdict.allowed ? null : (verdict.hint ?? null),
    suggestion: verdict.allowed ? null : suggestionFor(rules, request, rule),
    rule,
    addedFilter: verdict.allowed && added ? encodeEjson(added) : null,
  };
}

function readTrial(body: Params, now: number): AccessRequest {
  const operation = textOf(body, 'operation') as Operation;
  if (!OPERATIONS.includes(operation)) {
    throw new CloudError(
      'INVALID_PARAM',
      `operation must be ${OPERATIONS.join(' or ')}`
    );
  }
  const caller = triedCaller(body.as);
  const common = { collection: textOf(body, 'collection'), operation, caller };
  if (operation === 'create') {
    return { ...common, data: decodeObject(body.data, now), now };
  }
  const byId = body.byId === true;
  return {
    ...common,
    filter: readFilter(body, caller, now),
    ...(byId && { byId }),
    ...(operation === 'update' && readUpdate(body, now)),
    now,
  };
}

function readFilter(
  body: Params,
  caller: ClientCaller | null,
  now: number
): Filter {
  const filter = decodeObject(body.query, now);
  const byId = Object.keys(filter).join() === '_id';
  if (body.byId === true && !byId) {
    throw new CloudError('INVALID_PARAM', 'byId needs a query of _id alone');
  }
  return fillPlaceholders(filter, caller);
}

function readUpdate(body: Params, now: number): Partial<AccessRequest> {
  return {
    update: decodeObject(body.update ?? body.data, now),
    replace: body.replace === true,
    upsert: body.upsert === true,
  };
}

/** What the database refuses of a client before it asks the rules. */
function refusedBeforeRules(request: AccessRequest): Verdict | null {
  const { collection, filter = {}, data, update, replace } = request;
  try {
    if (data) checkClientDocument(data);
    if (update) checkClientUpdate({ collection, filter, update, replace });
    return null;
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return { allowed: false, reason: error.detail ?? error.message };
  }
}

function suggestionFor(
  rules: Rules,
  request: AccessRequest,
  rule: boolean | string
): unknown {
  const json = rules.get(request.collection);
  if (typeof rule !== 'string' || typeof json === 'string') return null;
  const filter = suggestQuery(rules, request, rule);
  return filter && encodeEjson(filter);
}

function permissionOf(json: RuleJson, operation: Operation): boolean | string {
  if (typeof json === 'string') return json;
  const general = operation === 'read' ? undefined : json.write;
  return json[operation] ?? general ?? false;
}
