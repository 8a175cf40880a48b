import type { InputOf } from '../../../domain/actions/index';
import { certificateOf, type Erasure } from '../../../domain/erasure/schema';
import { refuse } from '../../../domain/errors';
import { NOBODY } from '../../../domain/values/collections';
import { eraseCustomer } from '../../clock/erase-customer';
import { audit } from '../../platform/audit';
import { command } from '../../platform/cloud';
import { count, find, get } from '../../platform/documents';
import { randomId } from '../../platform/random-id';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import type { StoredCustomer } from '../../platform/tables';
import { personOf } from '../../platform/who';

/** The function is ended after 20 seconds; the clock goes on with the rest. */
const WORK_MS = 8_000;

type Asked = Required<Pick<InputOf<'privacy.erase'>, 'erasureId' | 'what'>> & {
  by: Erasure['by'];
};

export const privacyErase: Handler<'privacy.erase'> = async (
  { erasureId, what },
  { caller, now }
) => {
  const { me } = personOf(caller);
  const known = await get('erasures', erasureId);
  if (known && known.state === 'working' && known.customer !== me) {
    refuse('NOT_FOUND');
  }
  const asked = { erasureId, what, by: 'customer' as const };
  const erasure =
    known ?? (await begin(await get('customers', me), asked, now));
  return { certificate: await goOn(erasure, now) };
};

export const privacyEraseFor: Handler<'privacy.eraseFor'> = async (
  { erasureId, what, customerId, purpose },
  request
) => {
  const by = actorOf(request).staff._id;
  const known = await get('erasures', erasureId);
  if (known) return { certificate: await goOn(known, request.now) };
  const [customer = null] = await find(
    'customers',
    { customerId },
    { limit: 1 }
  );
  if (!customer) refuse('NOT_FOUND');
  await audit(request, by, 'privacy.eraseFor', customerId, purpose);
  const asked = { erasureId, what, by: 'admin' as const };
  const erasure = await begin(customer, asked, request.now);
  return { certificate: await goOn(erasure, request.now) };
};

async function goOn(erasure: Erasure, now: number) {
  return certificateOf(await eraseCustomer(erasure, now + WORK_MS));
}

/**
 * From here on it is done, whoever dies: the clock finds it. One at a time;
 * who asks twice goes on with the first.
 */
async function begin(
  customer: StoredCustomer | null,
  { erasureId, what, by }: Asked,
  now: number
): Promise<Erasure> {
  if (!customer) refuse('NOT_FOUND');
  const { _id: me, customerId } = customer;
  if (customer.legalHold) refuse('ERASURE_HELD');
  const counts = await countsOf(me);
  return transact(async (tx) => {
    const him = await tx.get('customers', me);
    if (!him) refuse('NOT_FOUND');
    if (him.legalHold) refuse('ERASURE_HELD');
    const { erasureId: before = NOBODY } = him;
    const begun = before === NOBODY ? null : await tx.get('erasures', before);
    if (begun?.state === 'working') return begun;
    const erasure: Erasure = {
      _id: erasureId,
      what,
      state: 'working',
      customer: me,
      customerId,
      alias: randomId(16),
      by,
      counts,
      askedAt: now,
      doneAt: null,
    };
    await tx.put('erasures', erasureId, erasure);
    await tx.patch('customers', me, { erasureId });
    return erasure;
  });
}

/** What is there, notes about him included. */
async function countsOf(customer: string): Promise<Erasure['counts']> {
  const conversations = await find(
    'conversations',
    { customer },
    { limit: 1_000 }
  );
  const ids = conversations.map(({ _id }) => _id);
  const his = { conversationId: command.in(ids) };
  const messages = ids.length === 0 ? 0 : await count('messages', his);
  return { conversations: ids.length, messages };
}
