import { refuse } from '../../../domain/errors';
import { NO_ATTEMPTS } from '../../../domain/staff/lock-out';
import type { Staff } from '../../../domain/staff/schema';
import { NOBODY } from '../../../domain/values/collections';
import { randomId } from '../../platform/random-id';
import type { StoredStaff } from '../../platform/tables';
import type { Transaction } from '../../platform/transact';
import { joinTeam } from './teams';

export type NewStaff = Pick<
  Staff,
  | 'staffCode'
  | 'name'
  | 'specialty'
  | 'department'
  | 'role'
  | 'capacity'
  | 'teamId'
  | 'skills'
  | 'password'
  | 'mustChangePassword'
>;

/** `meta/admins`: counting administrators exactly needs a known document. */
export const ADMINS = 'admins';

/**
 * Makes a member of staff. His code is the id of his login, so two with the
 * same code cannot both succeed.
 * @throws STAFF_CODE_TAKEN, NOT_FOUND where there is no such team
 */
export async function createStaff(
  tx: Transaction,
  given: NewStaff,
  now: number
): Promise<StoredStaff> {
  const login = await tx.get('logins', given.staffCode);
  if (login && login.staffId !== NOBODY) refuse('STAFF_CODE_TAKEN');
  await joinTeam(tx, given.teamId);
  const staff: StoredStaff = {
    ...given,
    _id: randomId(16),
    avatar: '',
    status: 'active',
    secondFactor: false,
    openid: NOBODY,
    uid: NOBODY,
    uidGeneration: 1,
    load: 0,
    lastAssignedAt: 0,
    createdAt: now,
  };
  await tx.put('logins', given.staffCode, {
    staffId: staff._id,
    rev: (login?.rev ?? 0) + 1,
    ...NO_ATTEMPTS,
  });
  await tx.put('staff', staff._id, staff);
  await tx.put('presence', staff._id, {
    state: 'offline',
    lastSeenAt: 0,
    load: 0,
    capacity: staff.capacity,
  });
  if (staff.role === 'admin') await admit(tx, staff._id);
  return staff;
}

/** @throws STAFF_LAST_ADMIN */
export async function dismiss(tx: Transaction, staffId: string): Promise<void> {
  const admins = await tx.get('meta', ADMINS);
  const { [staffId]: _, ...others } = admins?.active ?? {};
  if (Object.keys(others).length === 0) refuse('STAFF_LAST_ADMIN');
  await tx.put('meta', ADMINS, { active: others });
}

/** Enters him among the administrators in use. */
export async function admit(tx: Transaction, staffId: string): Promise<void> {
  const admins = await tx.get('meta', ADMINS);
  const active = { ...admins?.active, [staffId]: true };
  await tx.put('meta', ADMINS, { active });
}
