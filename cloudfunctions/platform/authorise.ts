import type { Access } from '../../domain/actions/spec';
import { refuse } from '../../domain/errors';
import type { Caller } from './caller';
import type { Actor } from './request';
import { staffOf } from './who';

/**
 * The one place that holds an action's table of roles against the caller.
 * Whose the object is, is asked by the handler, with `reaches`.
 * @returns the member of staff, for actions of staff; else null
 * @throws UNAUTHENTICATED, STAFF_DISABLED, FORBIDDEN
 */
export async function authorise(
  access: Access,
  caller: Caller
): Promise<Actor | null> {
  if (access === 'timer') {
    return caller.kind === 'timer' ? null : refuse('FORBIDDEN', 'not a timer');
  }
  if (caller.kind === 'nobody') refuse('UNAUTHENTICATED');
  if (caller.kind === 'timer') refuse('FORBIDDEN', 'a timer is nobody');
  if (typeof access === 'string') return null;
  const staff = await staffOf(caller);
  const scope = access[staff.role];
  if (!scope) refuse('FORBIDDEN', `role ${staff.role}`);
  return { staff, scope };
}
