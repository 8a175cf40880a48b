import type { ActionName } from '../../../../domain/actions/index';
import { reaches } from '../../../../domain/staff/scope';
import type { StaffView } from '../../../../domain/staff/schema';
import { accessOf } from './permissions';

type Person = Pick<StaffView, 'staffId' | 'teamId'>;
type Actor = Person & Pick<StaffView, 'role'>;

/** Whether the function would let `me` do this to him, or to what is his. */
export function mayDo(
  action: ActionName,
  me: Actor | null,
  person: Person
): boolean {
  const scope = me && accessOf(action)?.[me.role];
  if (!me || !scope) return false;
  return reaches(scope, { _id: me.staffId, teamId: me.teamId }, person);
}
