import type { ActionSpec } from '../../domain/actions/spec';
import { refuse } from '../../domain/errors';
import { parseCustomUserId } from '../../domain/staff/custom-user';
import type { Caller } from './caller';
import type { Actor } from './request';
import { mustHaveSession } from './web-session';
import { staffOf } from './who';

/**
 * The one place that holds an action's table of roles against the caller.
 * Whose the object is, is asked by the handler, with `reaches`.
 * @returns the member of staff, for actions of staff; else null
 * @throws UNAUTHENTICATED, STAFF_DISABLED, SESSION_EXPIRED, FORBIDDEN
 */
export async function authorise(
  { access, withoutSession }: Pick<ActionSpec, 'access' | 'withoutSession'>,
  caller: Caller
): Promise<Actor | null> {
  if (access === 'timer') {
    return caller.kind === 'timer' ? null : refuse('FORBIDDEN', 'not a timer');
  }
  if (caller.kind === 'nobody') refuse('UNAUTHENTICATED');
  if (caller.kind === 'timer') refuse('FORBIDDEN', 'a timer is nobody');
  if (access === 'anyone') return null;
  if (typeof access === 'string') {
    await mustBeHimself(caller);
    return null;
  }
  const staff = await staffOf(caller, { session: !withoutSession });
  const scope = access[staff.role];
  if (!scope) refuse('FORBIDDEN', `role ${staff.role}`);
  return { staff, scope };
}

/** Where customers and staff may ask, staff on the web need their session. */
async function mustBeHimself(caller: Caller): Promise<void> {
  if (caller.kind !== 'web' || caller.customUserId === null) return;
  const named = parseCustomUserId(caller.customUserId);
  if (named) await mustHaveSession(caller, named.staffId);
}
