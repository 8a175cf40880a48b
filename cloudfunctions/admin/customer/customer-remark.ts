import type { Remark } from '../../../domain/customer/remark';
import { refuse } from '../../../domain/errors';
import { auditIn } from '../../platform/audit';
import { get } from '../../platform/documents';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { customerInReach } from '../reach';

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
  return transact(async (tx) => {
    const known = await tx.get('remarks', remarkId);
    if (known) return { remark: same(known, remark) };
    const { _id, ...fields } = remark;
    await tx.put('remarks', _id, fields);
    await auditIn(tx, request, remark.by, 'customer.remark', customerId);
    return { remark };
  });
};

/** A foreign remark under this id is not this one. */
function same(known: Remark, { by, customerId }: Remark): Remark {
  if (known.by === by && known.customerId === customerId) return known;
  return refuse('INVALID_INPUT', 'remark id is taken', { field: 'remarkId' });
}

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
  const { customerId } = remark;
  const by = actor.staff._id;
  return transact(async (tx) => {
    if (!(await tx.get('remarks', remarkId))) return {};
    await tx.remove('remarks', remarkId);
    await auditIn(tx, request, by, 'customer.removeRemark', customerId);
    return {};
  });
};
