import type { Customer } from '../../domain/customer/schema';
import { newCustomer } from '../../domain/customer/new-customer';
import { addOnce, get } from '../platform/documents';
import { randomId } from '../platform/random-id';
import type { Person } from '../platform/who';

/** The customer this person is; made the first time. */
export async function customerFor(
  { me, channel }: Person,
  now: number
): Promise<Customer> {
  const known = await get('customers', me);
  if (known) return known;
  const made = newCustomer(me, channel, randomId(16), now);
  if (await addOnce('customers', made)) return made;
  return (await get('customers', me)) ?? made;
}
