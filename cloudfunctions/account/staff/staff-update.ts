import { refuse } from '../../../domain/errors';
import { mustReach } from '../../../domain/staff/scope';
import {
  auditText,
  differences,
  mustMayChange,
} from '../../../domain/staff/update';
import type { StaffChange } from '../../../domain/staff/change';
import { cardOf, viewOf } from '../../../domain/staff/view';
import { dispatchIfWaiting } from '../../conversation/assignment/dispatch';
import { auditIn } from '../../platform/audit';
import { command } from '../../platform/cloud';
import { get, updateWhere } from '../../platform/documents';
import { actorOf, type Request } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import type { StoredStaff } from '../../platform/tables';
import { transact, type Transaction } from '../../platform/transact';
import { admit, dismiss } from './create-staff';
import { joinTeam } from './teams';

/** Changes what differs; customers see a new name or picture at once. */
export const staffUpdate: Handler<'staff.update'> = async (
  { staffId, ...change },
  request
) => {
  mustMayChange(actorOf(request).staff.role, change);
  const before = await transact((tx) =>
    updateOne(tx, staffId, change, request)
  );
  const staff = await get('staff', staffId);
  if (!staff) refuse('NOT_FOUND');
  const shown = ['name', 'avatar', 'specialty'] as const;
  if (shown.some((field) => before[field] !== staff[field])) {
    await updateWhere(
      'conversations',
      { staffId, state: command.neq('closed') },
      { agentCard: cardOf(staff) }
    );
  }
  if (staff.capacity > before.capacity) await dispatchIfWaiting();
  return { staff: viewOf(staff) };
};

/** @returns how he was before */
async function updateOne(
  tx: Transaction,
  staffId: string,
  change: StaffChange,
  request: Request
): Promise<StoredStaff> {
  const { staff: by, scope } = actorOf(request);
  const staff = await tx.get('staff', staffId);
  if (!staff) refuse('NOT_FOUND');
  mustReach(scope, by, { staffId, teamId: staff.teamId });
  const changed = differences(staff, change);
  const text = auditText(changed);
  if (!text) return staff;
  if (changed.role) await changeRole(tx, staff, change.role);
  if (change.teamId && changed.teamId) await joinTeam(tx, change.teamId);
  const patch = Object.fromEntries(
    Object.entries(changed).map(([field, [, after]]) => [field, after])
  );
  await tx.patch('staff', staffId, patch);
  const { capacity } = change;
  if (capacity) await tx.patch('presence', staffId, { capacity });
  await auditIn(tx, request, by._id, 'staff.update', staffId, text);
  return staff;
}

/** @throws STAFF_LAST_ADMIN */
async function changeRole(
  tx: Transaction,
  { _id, role, status }: StoredStaff,
  after: StaffChange['role']
): Promise<void> {
  // Who is disabled is not among the administrators in use anyway.
  if (status === 'disabled') return;
  if (role === 'admin') await dismiss(tx, _id);
  if (after === 'admin') await admit(tx, _id);
}
