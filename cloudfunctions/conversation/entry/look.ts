import { newCustomer } from '../../../domain/customer/new-customer';
import { get } from '../../platform/documents';
import { randomId } from '../../platform/random-id';
import type { Handler } from '../../platform/serve';
import { personOf } from '../../platform/who';
import { viewFor } from './entry-view';
import { refuseOwnCustomer } from './own-customer';

/** The page is shown again: what entering says, and nothing is written. */
export const look: Handler<'conversation.look'> = async (
  _input,
  { caller, now }
) => {
  const person = personOf(caller);
  if (caller.kind === 'web') await refuseOwnCustomer(caller, undefined);
  const { me, channel } = person;
  const known = await get('customers', me);
  // Whoever never entered is shown what a newcomer would be.
  const customer = known ?? newCustomer(me, channel, randomId(16), now);
  return viewFor(person, customer, now);
};
