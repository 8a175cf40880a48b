import type { Customer } from '../../domain/customer/schema';
import { refuse } from '../../domain/errors';
import { reaches } from '../../domain/staff/scope';
import { identitiesOf } from '../../domain/staff/seat';
import { NOBODY } from '../../domain/values/collections';
import { command } from '../platform/cloud';
import { find, get, type Loose } from '../platform/documents';
import type { Actor } from '../platform/request';

const MOST_STAFF = 1_000;

/** What a list may show to somebody. */
export interface Reach {
  /** The members of staff whose work it is; null: everybody's. */
  staffIds: string[] | null;
  /** A filter of conversations. */
  conversations: Loose;
}

/**
 * As far as he reaches, or only what that member of staff has of it. Who
 * waits and has nobody yet is every supervisor's; of what he asked himself,
 * as a customer, nobody sees the inside.
 * @throws FORBIDDEN where that member is beyond his scope
 */
export async function reachOf(actor: Actor, staffId?: string): Promise<Reach> {
  const reached = await staffInReach(actor);
  if (staffId !== undefined && reached && !reached.includes(staffId)) {
    refuse('FORBIDDEN', `beyond scope ${actor.scope}`);
  }
  const staffIds = staffId === undefined ? reached : [staffId];
  const waitingToo = staffId === undefined && actor.scope === 'team';
  const holders = staffIds && [...staffIds, ...(waitingToo ? [NOBODY] : [])];
  const conversations = {
    ...(holders && { staffId: command.in(holders) }),
    ...notHisOwn(actor, 'customer'),
  };
  return { staffIds, conversations };
}

export function notHisOwn({ staff }: Actor, field: string): Loose {
  const identities = identitiesOf(staff);
  return identities.length > 0 ? { [field]: command.nin(identities) } : {};
}

async function staffInReach({ staff, scope }: Actor): Promise<string[] | null> {
  if (scope === 'organisation') return null;
  if (scope === 'own') return [staff._id];
  const { teamId } = staff;
  if (teamId === NOBODY) return null;
  const members = await find('staff', { teamId }, { limit: MOST_STAFF });
  const reached = members.filter((member) =>
    reaches(scope, staff, { staffId: member._id, teamId: member.teamId })
  );
  return [...new Set([staff._id, ...reached.map(({ _id }) => _id)])];
}

/**
 * A customer that belongs to somebody in reach, or whom somebody in reach
 * serves or served last. @throws NOT_FOUND, FORBIDDEN, OWN_CUSTOMER
 */
export async function customerInReach(
  customerId: string,
  actor: Actor
): Promise<Customer> {
  const [customer] = await find('customers', { customerId }, { limit: 1 });
  if (!customer) refuse('NOT_FOUND');
  if (identitiesOf(actor.staff).includes(customer._id)) refuse('OWN_CUSTOMER');
  const { staffIds, conversations } = await reachOf(actor);
  if (staffIds === null || staffIds.includes(customer.boundStaffId)) {
    return customer;
  }
  const served = await find(
    'conversations',
    { ...conversations, customerId },
    { limit: 1 }
  );
  if (served.length === 0) {
    refuse('FORBIDDEN', `customer beyond scope ${actor.scope}`);
  }
  return customer;
}

/** What a customer's agent is called; null: he belongs to nobody. */
export async function agentOf({ boundStaffId }: Customer) {
  if (boundStaffId === NOBODY) return null;
  const staff = await get('staff', boundStaffId);
  return { staffId: boundStaffId, name: staff?.name ?? '' };
}
