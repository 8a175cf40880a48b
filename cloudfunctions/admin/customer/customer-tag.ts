import { retag } from '../../../domain/customer/tags';
import { refuse } from '../../../domain/errors';
import { auditIn } from '../../platform/audit';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { customerInReach } from '../reach';

export const customerTag: Handler<'customer.tag'> = async (
  { customerId, add, remove },
  request
) => {
  const actor = actorOf(request);
  const { _id } = await customerInReach(customerId, actor);
  const tags = await transact(async (tx) => {
    const customer = await tx.get('customers', _id);
    if (!customer) refuse('NOT_FOUND');
    const after = retag(customer.tags, add, remove);
    if (isSame(customer.tags, after)) return after;
    await tx.patch('customers', _id, { tags: after });
    await auditIn(tx, request, actor.staff._id, 'customer.tag', customerId);
    return after;
  });
  return { tags };
};

/** The same call again changes nothing and is not recorded again. */
function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((tag, at) => tag === b[at]);
}
