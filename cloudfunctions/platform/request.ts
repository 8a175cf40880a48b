import { refuse } from '../../domain/errors';
import type { Scope } from '../../domain/actions/spec';
import type { Caller } from './caller';
import type { StoredStaff } from './tables';

/** What every handler gets besides its input. */
export interface Request {
  caller: Caller;
  requestId: string;
  /** The moment the call came in, server time in ms. */
  now: number;
  /** Set for actions of staff, by the router, which has checked the role. */
  actor: Actor | null;
}

/** A member of staff who calls, and how far he reaches in this action. */
export interface Actor {
  staff: StoredStaff;
  scope: Scope;
}

/** @throws UNAUTHENTICATED where the action is not one of staff */
export function actorOf({ actor }: Request): Actor {
  return actor ?? refuse('UNAUTHENTICATED', 'no member of staff');
}
