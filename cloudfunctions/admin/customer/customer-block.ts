import { customerView } from '../../../domain/customer/profile';
import type { Customer } from '../../../domain/customer/schema';
import { refuse } from '../../../domain/errors';
import { muteIn, unmuteIn } from '../../conversation/message/mute';
import { auditIn } from '../../platform/audit';
import { actorOf, type Request } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { customerInReach } from '../reach';

const HOUR = 60 * 60_000;

/** He is heard no more, with effect on his next word. */
export const customerBlock: Handler<'customer.block'> = async (
  { customerId, hours, reason },
  request
) => {
  const blockedUntil = request.now + Math.round(hours * HOUR);
  const patch = { blockedUntil, blockReason: reason };
  return change(customerId, patch, 'customer.block', request);
};

export const customerUnblock: Handler<'customer.unblock'> = async (
  { customerId },
  request
) =>
  change(
    customerId,
    { blockedUntil: 0, blockReason: '' },
    'customer.unblock',
    request
  );

async function change(
  customerId: string,
  patch: Pick<Customer, 'blockedUntil' | 'blockReason'>,
  action: 'customer.block' | 'customer.unblock',
  request: Request
) {
  const actor = actorOf(request);
  const { _id } = await customerInReach(customerId, actor);
  const customer = await transact(async (tx) => {
    const before = await tx.get('customers', _id);
    if (!before) refuse('NOT_FOUND');
    await tx.patch('customers', _id, patch);
    // A shorter block takes the place of a longer one.
    await unmuteIn(tx, _id);
    if (patch.blockedUntil > 0) await muteIn(tx, _id, patch.blockedUntil);
    await auditIn(tx, request, actor.staff._id, action, customerId);
    return { ...before, ...patch };
  });
  return { customer: customerView(customer) };
}
