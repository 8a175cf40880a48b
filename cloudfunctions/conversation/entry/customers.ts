import type { Customer } from '../../../domain/customer/schema';
import { newCustomer } from '../../../domain/customer/new-customer';
import { keptBlock, takeBlockIn } from '../../platform/block-mark';
import { addOnce, get } from '../../platform/documents';
import { randomId } from '../../platform/random-id';
import { transact } from '../../platform/transact';
import type { Person } from '../../platform/who';
import { muteIn } from '../message/mute';

/** The customer this person is; made the first time. */
export async function customerFor(
  { me, channel }: Person,
  now: number
): Promise<Customer> {
  const known = await get('customers', me);
  if (known) return known;
  const made = newCustomer(me, channel, randomId(16), now);
  const blockedUntil = await keptBlock(me, now);
  if (blockedUntil > 0) return comeBack({ ...made, blockedUntil });
  if (await addOnce('customers', made)) return made;
  return (await get('customers', me)) ?? made;
}

/** He had himself deleted while he was blocked, and he still is. */
function comeBack(made: Customer): Promise<Customer> {
  const { _id: me, blockedUntil } = made;
  return transact(async (tx) => {
    const known = await tx.get('customers', me);
    if (known) return known;
    await tx.put('customers', me, made);
    await muteIn(tx, me, blockedUntil);
    await takeBlockIn(tx, me);
    return made;
  });
}
