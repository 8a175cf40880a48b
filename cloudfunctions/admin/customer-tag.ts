import { retag } from '../../domain/customer/tags';
import { refuse } from '../../domain/errors';
import { actorOf } from '../platform/request';
import type { Handler } from '../platform/serve';
import { transact } from '../platform/transact';
import { customerInReach } from './reach';

export const customerTag: Handler<'customer.tag'> = async (
  { customerId, add, remove },
  request
) => {
  const { _id } = await customerInReach(customerId, actorOf(request));
  const tags = await transact(async (tx) => {
    const customer = await tx.get('customers', _id);
    if (!customer) refuse('NOT_FOUND');
    const after = retag(customer.tags, add, remove);
    await tx.patch('customers', _id, { tags: after });
    return after;
  });
  return { tags };
};
