import type { ParsedInputOf } from '../../../domain/actions/index';
import { maskPhone } from '../../../domain/customer/phone';
import { customerView } from '../../../domain/customer/profile';
import type { Customer } from '../../../domain/customer/schema';
import { refuse } from '../../../domain/errors';
import { customerFor } from '../../conversation/entry/customers';
import { auditIn } from '../../platform/audit';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { actorOf } from '../../platform/request';
import { markOf, seal } from '../../platform/seal';
import type { Handler } from '../../platform/serve';
import { transact, type Transaction } from '../../platform/transact';
import { personOf } from '../../platform/who';
import { customerInReach } from '../reach';

type Change = Omit<ParsedInputOf<'customer.update'>, 'customerId'>;

/** What staff know of him better than he told. */
export const customerUpdate: Handler<'customer.update'> = async (
  { customerId, ...change },
  request
) => {
  const actor = actorOf(request);
  const { _id } = await customerInReach(customerId, actor);
  if (change.priority !== undefined && actor.staff.role === 'agent') {
    refuse('FORBIDDEN', 'an agent sets no priority');
  }
  const customer = await transact(async (tx) => {
    const after = await changeIn(tx, _id, change);
    const fields = Object.keys(change).join(', ');
    const by = actor.staff._id;
    await auditIn(tx, request, by, 'customer.update', customerId, fields);
    return after;
  });
  return { customer: customerView(customer) };
};

/** He names himself; whatever he is called, he stays who he is. */
export const customerSetName: Handler<'customer.setName'> = async (
  change,
  { caller, now }
) => {
  const { _id } = await customerFor(personOf(caller), now);
  const { nick, avatar } = await transact((tx) => changeIn(tx, _id, change));
  return { nick, avatar };
};

/** Also on the card that the agents of his open conversations see. */
async function changeIn(
  tx: Transaction,
  _id: string,
  { phone, ...change }: Change
): Promise<Customer> {
  const before = await tx.get('customers', _id);
  if (!before) refuse('NOT_FOUND');
  const patch = {
    ...change,
    ...(phone !== undefined && phoneFields(phone)),
  };
  const after = { ...before, ...patch };
  await tx.patch('customers', _id, patch);
  const { nick, avatar } = after;
  if (nick !== before.nick || avatar !== before.avatar) {
    await renew(tx, _id, { nick, avatar });
  }
  return after;
}

async function renew(
  tx: Transaction,
  customer: string,
  customerCard: { nick: string; avatar: string }
): Promise<void> {
  const open = await find('conversations', {
    customer,
    state: command.in(['waiting', 'active']),
  });
  for (const { _id } of open) {
    await tx.patch('conversations', _id, { customerCard });
  }
}

/** The number itself lies sealed; what is seen of it are its ends. */
function phoneFields(
  phone: string
): Pick<Customer, 'phone' | 'phoneSealed' | 'phoneKey'> {
  if (phone === '') return { phone: '', phoneSealed: '', phoneKey: '' };
  return {
    phone: maskPhone(phone),
    phoneSealed: seal(phone, 'phone'),
    phoneKey: markOf(phone, 'phone'),
  };
}
