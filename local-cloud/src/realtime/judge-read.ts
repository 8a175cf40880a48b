import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import type { Filter } from '../kernel/store';
import { isPlainObject } from '../values/keys';
import { switchesOf, type RealtimeOptions } from './options';

export interface ReadJudgement {
  /** What a preset adds silently, or null. */
  preset: Filter | null;
  /**
   * The rule had to read documents, so that its answer can change: it is
   * asked again before each event.
   */
  changeable: boolean;
}

/**
 * Whether the person may watch what the query finds.
 * @throws CloudError COLLECTION_PERMISSION_DENIED
 */
export function judgeRead(
  collection: string,
  query: Filter,
  caller: ClientCaller | null,
  options: RealtimeOptions
): ReadJudgement {
  const { rules, clock, countReads } = options;
  const verdict = rules.check({
    collection,
    operation: 'read',
    caller,
    filter: query,
    byId: isById(query),
    now: clock.now(),
  });
  if (!verdict.allowed) throw denied(collection, verdict.reason, options);
  const changeable = verdict.reads > 0;
  if (changeable) countReads?.(caller, verdict.reads);
  if (changeable && switchesOf(options).watchRuleWithGet === 'refuse') {
    const why = 'its rule reads documents (switch watchRuleWithGet)';
    throw denied(collection, why, options);
  }
  const preset = rules.presetFilter(collection, 'read', caller);
  return { preset, changeable };
}

function denied(
  collection: string,
  reason: string,
  { log }: RealtimeOptions
): CloudError {
  log?.(`watch on ${collection} refused: ${reason}`);
  return new CloudError('COLLECTION_PERMISSION_DENIED');
}

function isById(filter: Filter): boolean {
  const keys = Object.keys(filter);
  if (keys.length !== 1 || keys[0] !== '_id') return false;
  const id = filter['_id'];
  return typeof (isPlainObject(id) ? id['$eq'] : id) === 'string';
}
