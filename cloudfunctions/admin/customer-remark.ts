import type { Remark } from '../../domain/customer/remark';
import { refuse } from '../../domain/errors';
import { audit } from '../platform/audit';
import { addOnce, get, removeById } from '../platform/documents';
import { actorOf } from '../platform/request';
import type { Handler } from '../platform/serve';
import { customerInReach } from './reach';

/** Said twice under one id it is there once. */
export const customerRemark: Handler<'customer.remark'> = async (
  { customerId, remarkId, text },
  request
) => {
  const actor = actorOf(request);
  await customerInReach(customerId, actor);
  const remark: Remark = {
    _id: remarkId,
    customerId,
    text,
    by: actor.staff._id,
    at: request.now,
  };
  if (await addOnce('remarks', remark)) return { remark };
  const known = await get('remarks', remarkId);
  if (known?.by !== remark.by || known.customerId !== customerId) {
    refuse('INVALID_INPUT', 'remark id is taken', { field: 'remarkId' });
  }
  return { remark: known };
};

/** What is gone already is gone. */
export const customerRemoveRemark: Handler<'customer.removeRemark'> = async (
  { remarkId },
  request
) => {
  const actor = actorOf(request);
  const remark = await get('remarks', remarkId);
  if (!remark) return {};
  await customerInReach(remark.customerId, actor);
  if (actor.staff.role === 'agent' && remark.by !== actor.staff._id) {
    refuse('FORBIDDEN', 'somebody else wrote it');
  }
  await removeById('remarks', remarkId);
  const { customerId } = remark;
  await audit(request, actor.staff._id, 'customer.removeRemark', customerId);
  return {};
};
