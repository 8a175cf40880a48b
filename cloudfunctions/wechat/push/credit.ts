import { refuse } from '../../../domain/errors';
import {
  addConsent,
  dropConsents,
  emptyCredit,
  type Reporter,
} from '../../../domain/push/ledger';
import { pushTemplates } from '../../platform/push-settings';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { personOf } from '../../platform/who';

/** One accept is one message. A repeated report counts once, by its key. */
export const credit: Handler<'push.credit'> = async (
  { results, key },
  { caller, now }
) => {
  const { me, channel } = personOf(caller);
  if (channel !== 'phone') refuse('FORBIDDEN', 'consents are of phones');
  const accepted = Object.entries(results)
    .filter(([, answer]) => answer === 'accept')
    .map(([templateId]) => templateId);
  return { balance: await addConsents(me, accepted, 'phone', key, now) };
};

/**
 * Counts what a customer accepted, of the templates that are in use.
 * @returns what he has left of the first of these
 */
export async function addConsents(
  openid: string,
  accepted: readonly string[],
  by: Reporter,
  key: string,
  now: number
): Promise<number> {
  const templates = (await pushTemplates()).map(({ _id }) => _id);
  const known = templates.filter((id) => accepted.includes(id));
  const shown = templates[0] ?? '';
  return transact(async (tx) => {
    const before = await tx.get('credits', openid);
    let after = before ?? emptyCredit(openid);
    for (const id of known) {
      const report = { by, key: `${key}.${id}` };
      after = { ...after, ...addConsent(after, id, report) };
    }
    const { balances, ahead, keys } = after;
    const added = keys !== (before?.keys ?? after.keys) || !before;
    if (known.length > 0 && added) {
      const patch = { balances, ahead, keys, updatedAt: now };
      if (before) await tx.patch('credits', openid, patch);
      else await tx.put('credits', openid, { ...after, updatedAt: now });
    }
    return balances[shown] ?? 0;
  });
}

/** He refused these in WeChat's own settings. */
export async function forgetConsents(
  openid: string,
  refused: readonly string[],
  now: number
): Promise<void> {
  await transact(async (tx) => {
    const before = await tx.get('credits', openid);
    if (!before) return;
    const balances = dropConsents(before, refused);
    await tx.patch('credits', openid, { balances, updatedAt: now });
  });
}
