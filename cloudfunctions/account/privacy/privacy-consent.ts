import { refuse } from '../../../domain/errors';
import { digestOf } from '../../platform/digest';
import { addOnce, find, get } from '../../platform/documents';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';
import { personOf } from '../../platform/who';

export const privacyState: Handler<'privacy.state'> = async (_, { caller }) => {
  const { me } = personOf(caller);
  const { consentVersion, retentionDays } = (await settings()).records;
  const [last] = await find(
    'consents',
    { customer: me },
    { orderBy: ['at', 'desc'], limit: 1 }
  );
  const consent = last ? { version: last.version, at: last.at } : null;
  return { version: consentVersion, consent, retentionDays };
};

/** The same twice is one consent, from the first time on. */
export const privacyConsent: Handler<'privacy.consent'> = async (
  { version },
  { caller, now }
) => {
  const { me } = personOf(caller);
  const { consentVersion } = (await settings()).records;
  if (version !== consentVersion) refuse('CONSENT_OUTDATED');
  const _id = digestOf(`${me}.${version}`);
  const fresh = { _id, customer: me, version, at: now };
  if (await addOnce('consents', fresh)) return { version, at: now };
  return { version, at: (await get('consents', _id))?.at ?? now };
};
