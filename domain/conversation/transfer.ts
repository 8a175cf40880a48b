import { refuse } from '../errors';
import { mayAnswer, stateAt } from '../staff/presence';
import type { Presence, Staff } from '../staff/schema';
import { identitiesOf } from '../staff/seat';
import { NOBODY } from '../values/collections';
import type { Case, Transfer } from './case';
import type { Conversation } from './schema';

/** Whom somebody wishes it to go to; the other of the two is '-'. */
export type Target = Pick<Transfer, 'staffId' | 'teamId'>;

export interface Receiver {
  staff: Staff | null;
  presence: Presence | null;
}

/**
 * Whether he can be given the conversation by hand. Busy or on a break he
 * can: whoever hands it over has asked him. Who is not there gets it only from
 * somebody who answers for him.
 * @throws NOT_FOUND, STAFF_IS_CUSTOMER, STAFF_OFFLINE, STAFF_AT_CAPACITY
 */
export function mustTake(
  { staff, presence }: Receiver,
  { customer }: Pick<Conversation, 'customer'>,
  offlineToo: boolean,
  now: number
): Staff {
  if (staff?.status !== 'active' || !mayAnswer(staff.role)) {
    refuse('NOT_FOUND', 'nobody who answers');
  }
  const identities = identitiesOf(staff);
  if (identities.includes(customer)) refuse('STAFF_IS_CUSTOMER');
  // Without an identity there is no seat, and he could not even read it.
  if (identities.length === 0) refuse('STAFF_OFFLINE', 'never signed in');
  if (!offlineToo && stateAt(presence, now) === 'offline') {
    refuse('STAFF_OFFLINE');
  }
  if (staff.load >= staff.capacity) refuse('STAFF_AT_CAPACITY');
  return staff;
}

/** Whether this very transfer was made before and its answer got lost. */
export function isMade(
  { transfer }: Pick<Case, 'transfer'>,
  conversation: Pick<Conversation, 'staffId' | 'state'>,
  by: string,
  target: Target
): boolean {
  if (conversation.state === 'closed') return false;
  const same =
    transfer?.by === by &&
    transfer.staffId === target.staffId &&
    transfer.teamId === target.teamId;
  if (!same || conversation.staffId === by) return false;
  return target.staffId === NOBODY || conversation.staffId === target.staffId;
}

/** What both sides read where it changed hands. */
export function transferWords(to: { name: string }): string {
  return `会话已转给${to.name}`;
}

/** Kept in the case, so that anybody can see later why it was he. */
export function transferExplanation(
  by: Pick<Staff, 'staffCode' | 'role'>,
  from: string,
  to: string
): string {
  const whence = from === NOBODY ? 'from the queue' : `from ${from}`;
  return `handed over by ${by.role} ${by.staffCode} ${whence} to ${to}`;
}
