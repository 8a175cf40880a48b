import { doneErasure, type Erasure } from '../../domain/erasure/schema';
import { countersOf } from '../../domain/limit/window';
import { dayOf, dayAt } from '../../domain/rollup/day';
import { addDays } from '../../domain/settings/hours';
import { keysAsCustomer } from '../../domain/staff/seat';
import { NOBODY } from '../../domain/values/collections';
import { closeIn } from '../conversation/life/close';
import { keepBlockIn } from '../platform/block-mark';
import { command } from '../platform/cloud';
import { find, removeById } from '../platform/documents';
import { settings } from '../platform/settings';
import type { StoredConversation } from '../platform/tables';
import { transact } from '../platform/transact';
import { anonymise } from './anonymise';
import { deleteConversation, removeAll } from './delete-conversation';
import { deleteFiles } from './files-of';
import { forgetConsents } from './forget-consents';
import { dropExport } from './make-export';
import { lateDays } from './tasks/rollup';

const BATCH = 20;
/** More than a day of uploads under any setting; older ones are gone. */
const MOST_UPLOADS = 1_000;

/**
 * Goes on with an erasure until it is done or the time is up. Everything may
 * be done twice; who he is, is forgotten last.
 * @returns the certificate as it is then
 */
export async function eraseCustomer(
  erasure: Erasure,
  until: number
): Promise<Erasure> {
  if (erasure.state === 'done') return erasure;
  while (Date.now() < until) {
    const his = await conversationsOf(erasure);
    for (const one of his) {
      if (Date.now() >= until) return erasure;
      await eraseConversation(one, erasure);
    }
    if (his.length > 0) continue;
    if (erasure.what === 'account') await eraseTraces(erasure);
    const done = await finish(erasure);
    if (done) return done;
  }
  return erasure;
}

function conversationsOf({ customer }: Erasure) {
  return find('conversations', { customer }, { limit: BATCH });
}

async function eraseConversation(
  { _id }: StoredConversation,
  { alias }: Erasure
): Promise<void> {
  const now = Date.now();
  const closedAt = await transact(async (tx) => {
    const current = await tx.get('conversations', _id);
    if (!current) return 0;
    const ended = await closeIn(tx, current, 'customer', 'customer', now);
    return ended.closedAt ?? now;
  });
  const rules = await settings();
  const { timeZone } = rules.hours;
  const late = addDays(dayOf(timeZone, now), -lateDays(rules));
  // What is counted for good needs nothing of it any more.
  if (closedAt < dayAt(timeZone, late).from) await deleteConversation(_id);
  else await anonymise(_id, alias, now);
}

/**
 * What else is known of him, wherever it lies. The audit stays for its 184
 * days, as the law asks: it names him by his customerId alone, which leads to
 * nobody from now on.
 */
async function eraseTraces(erasure: Erasure): Promise<void> {
  const { customer, customerId, alias } = erasure;
  await removeAll('credits', { openid: customer });
  await removeAll('pushes', { openid: customer });
  await removeAll('entries', { customer });
  await removeAll('remarks', { customerId });
  await removeAll('relations', { customerId });
  await removeAll('complaints', { customerId });
  await removeAll('limits', { _id: command.in(countersOf(customer)) });
  await removeUploads(customer);
  await forgetConsents(customer, alias);
  await dropExport(customerId);
}

/** What he uploaded and never sent; what was sent went with its chat. */
async function removeUploads(owner: string): Promise<void> {
  const files = await find('files', { owner }, { limit: MOST_UPLOADS });
  await deleteFiles(
    files.flatMap(({ uploadId, fileId }) => [uploadId, fileId])
  );
  for (const { _id } of files) await removeById('files', _id);
}

/** Himself, and his name on the certificate. null: he wrote meanwhile. */
function finish(erasure: Erasure): Promise<Erasure | null> {
  const { customer, what } = erasure;
  return transact(async (tx) => {
    const seat = await tx.get('seats', customer);
    if (Object.keys(keysAsCustomer(seat)).length > 0) return null;
    const now = Date.now();
    if (what === 'account') {
      const him = await tx.get('customers', customer);
      const until = him?.blockedUntil ?? 0;
      if (until > now) await keepBlockIn(tx, customer, until);
      await tx.remove('customers', customer);
      // The seat of a member of staff is also his licence to answer.
      if (seat && !seat.staffId) await tx.remove('seats', customer);
    } else {
      await tx.patch('customers', customer, { erasureId: NOBODY });
    }
    const done = doneErasure(erasure, now);
    await tx.put('erasures', erasure._id, done);
    return done;
  });
}
