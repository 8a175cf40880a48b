import type { RelationSource } from '../../domain/customer/relation';
import type { Customer } from '../../domain/customer/schema';
import { refuse } from '../../domain/errors';
import { NOBODY } from '../../domain/values/collections';
import { find } from './documents';
import { randomId } from './random-id';
import type { Transaction } from './transact';

export interface Binding {
  /** Whom he belongs to from now on, or '-'. */
  staffId: string;
  source: RelationSource;
  /** The code's scene, or the staffId who decided it. */
  by: string;
}

/**
 * The one place that says whom a customer belongs to: in his document and, as
 * a history, in `relations`. To bind him where he belongs already changes
 * nothing.
 * @param identity openid or uid of the customer
 * @throws NOT_FOUND
 */
export async function bindIn(
  tx: Transaction,
  identity: string,
  { staffId, source, by }: Binding,
  now: number
): Promise<Customer> {
  const customer = await tx.get('customers', identity);
  if (!customer) refuse('NOT_FOUND');
  if (customer.boundStaffId === staffId) return customer;
  const { customerId } = customer;
  await tx.patch('customers', identity, { boundStaffId: staffId });
  // Asked after the customer was read: whoever binds him writes him too.
  const lasting = await find('relations', { customerId, until: 0 });
  for (const { _id } of lasting) {
    await tx.patch('relations', _id, { until: now });
  }
  if (staffId !== NOBODY) {
    const relation = { customerId, staffId, source, by, since: now, until: 0 };
    await tx.put('relations', randomId(20), relation);
  }
  return { ...customer, boundStaffId: staffId };
}
