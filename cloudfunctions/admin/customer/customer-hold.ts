import { customerView } from '../../../domain/customer/profile';
import { refuse } from '../../../domain/errors';
import { auditIn } from '../../platform/audit';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { customerInReach } from '../reach';

/** Retention and erasure ask for this mark before they delete anything. */
export const customerHold: Handler<'customer.hold'> = async (
  { customerId, on },
  request
) => {
  const actor = actorOf(request);
  const { _id } = await customerInReach(customerId, actor);
  const customer = await transact(async (tx) => {
    const before = await tx.get('customers', _id);
    if (!before) refuse('NOT_FOUND');
    if (before.legalHold === on) return before;
    await tx.patch('customers', _id, { legalHold: on });
    const by = actor.staff._id;
    const detail = on ? 'on' : 'off';
    await auditIn(tx, request, by, 'customer.hold', customerId, detail);
    return { ...before, legalHold: on };
  });
  return { customer: customerView(customer) };
};
