import type { Attempt, Position } from './rule-world';

/** Words of a rule that are taken away, and what then stands there. */
export interface Deletion {
  key: string;
  text?: string;
  instead?: string | boolean;
}

export interface Attack {
  id: string;
  title: string;
  attempt: Attempt;
  /** The one clause that stops it; without it the attack succeeds. */
  clause: Deletion;
  /** Where it would succeed, when not in the usual position. */
  where?: Partial<Position>;
}

export const read = (
  who: Attempt['who'],
  collection: string,
  filter: Record<string, unknown>
): Attempt => ({ who, in: collection, operation: 'read', filter });
export const create = (
  who: Attempt['who'],
  data: Record<string, unknown>
): Attempt => ({ who, in: 'messages', operation: 'create', data });
export const update = (
  who: Attempt['who'],
  collection: string,
  filter: Record<string, unknown>,
  $set: Record<string, unknown>
): Attempt => ({
  who,
  in: collection,
  operation: 'update',
  filter,
  update: { $set },
});
