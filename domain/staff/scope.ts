import type { Scope } from '../actions/spec';
import { refuse } from '../errors';
import { NOBODY } from '../values/collections';

/** Whose it is: a member of staff and his team, each '-' for nobody. */
export interface Owned {
  staffId: string;
  teamId: string;
}

/**
 * Whether somebody's scope covers an object. A supervisor without a team
 * looks after everybody; a member without a team belongs to nobody's.
 */
export function reaches(
  scope: Scope,
  actor: { _id: string; teamId: string },
  object: Owned
): boolean {
  if (scope === 'organisation') return true;
  if (object.staffId === actor._id) return true;
  if (scope === 'own') return false;
  return actor.teamId === NOBODY || object.teamId === actor.teamId;
}

/** @throws FORBIDDEN */
export function mustReach(
  scope: Scope,
  actor: { _id: string; teamId: string },
  object: Owned
): void {
  if (!reaches(scope, actor, object)) {
    refuse('FORBIDDEN', `beyond scope ${scope}`);
  }
}
