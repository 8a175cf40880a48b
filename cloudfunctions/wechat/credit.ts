import { refuse } from '../../domain/errors';
import { addConsent } from '../../domain/push/ledger';
import { pushSettings } from '../platform/push-settings';
import type { Handler } from '../platform/serve';
import { transact } from '../platform/transact';
import { personOf } from '../platform/who';

/** One accept is one message. A repeated report counts once, by its key. */
export const credit: Handler<'push.credit'> = async (
  { results, key },
  { caller, now }
) => {
  const { me, channel } = personOf(caller);
  if (channel !== 'phone') refuse('FORBIDDEN', 'consents are of phones');
  const { templateId } = pushSettings();
  if (!templateId) return { balance: 0 };
  const accepted =
    Object.hasOwn(results, templateId) && results[templateId] === 'accept';
  const id = `${me}.${templateId}`;
  return transact(async (tx) => {
    const before = await tx.get('credits', id);
    const had = { balance: before?.balance ?? 0, keys: before?.keys ?? [] };
    const added = accepted ? addConsent(had, key) : null;
    if (!added) return { balance: had.balance };
    const fields = { openid: me, templateId, ...added, updatedAt: now };
    await tx.put('credits', id, fields);
    return { balance: added.balance };
  });
};
