import { customerView } from '../../../domain/customer/profile';
import { refuse } from '../../../domain/errors';
import { mayAnswer } from '../../../domain/staff/presence';
import { mustReach } from '../../../domain/staff/scope';
import { identitiesOf } from '../../../domain/staff/seat';
import { NOBODY } from '../../../domain/values/collections';
import { auditIn } from '../../platform/audit';
import { bindIn } from '../../platform/bind-customer';
import { get } from '../../platform/documents';
import { actorOf, type Actor } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { customerInReach } from '../reach';

/** From now on he is this agent's; what is open goes on where it is. */
export const customerBind: Handler<'customer.bind'> = async (
  { customerId, staffId },
  request
) => {
  const actor = actorOf(request);
  const before = await customerInReach(customerId, actor);
  if (staffId !== NOBODY) await mayGet(staffId, before._id, actor);
  const by = actor.staff._id;
  const customer = await transact(async (tx) => {
    const binding = { staffId, source: 'manual' as const, by };
    const bound = await bindIn(tx, before._id, binding, request.now);
    await auditIn(tx, request, by, 'customer.bind', customerId, staffId);
    return bound;
  });
  return { customer: customerView(customer) };
};

/** Somebody in reach who answers customers, and never the customer himself. */
async function mayGet(
  staffId: string,
  identity: string,
  { scope, staff: by }: Actor
): Promise<void> {
  const staff = await get('staff', staffId);
  if (staff?.status !== 'active' || !mayAnswer(staff.role)) {
    refuse('NOT_FOUND');
  }
  mustReach(scope, by, { staffId, teamId: staff.teamId });
  if (identitiesOf(staff).includes(identity)) refuse('OWN_CUSTOMER');
}
