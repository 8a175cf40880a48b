import { refuse } from '../../../domain/errors';
import { audit } from '../../platform/audit';
import { actorOf } from '../../platform/request';
import { unseal } from '../../platform/seal';
import type { Handler } from '../../platform/serve';
import { customerInReach } from '../reach';

/** Nobody sees a number of whom it is not written down that he did. */
export const customerPhone: Handler<'customer.phone'> = async (
  { customerId, purpose },
  request
) => {
  const actor = actorOf(request);
  const { phoneSealed } = await customerInReach(customerId, actor);
  if (!phoneSealed) refuse('NOT_FOUND', 'no phone number');
  const by = actor.staff._id;
  await audit(request, by, 'customer.phone', customerId, purpose);
  return { phone: unseal(phoneSealed, 'phone') };
};
