import { refuse } from '../../../domain/errors';
import type { Export } from '../../../domain/export/schema';
import { dropExport, makeExport } from '../../clock/make-export';
import { audit } from '../../platform/audit';
import { cloud } from '../../platform/cloud';
import { addOnce, find, get } from '../../platform/documents';
import { randomId } from '../../platform/random-id';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import type { StoredCustomer } from '../../platform/tables';
import { personOf } from '../../platform/who';

/** The function is ended after 20 seconds. */
const WORK_MS = 8_000;
const KEPT_MS = 24 * 60 * 60_000;
/** Whoever asks again this soon gets the same copy. */
const FRESH_MS = 10 * 60_000;
const URL_SECONDS = 600;

export const privacyExport: Handler<'privacy.export'> = async (
  _,
  { caller, now }
) => {
  const customer = await get('customers', personOf(caller).me);
  if (!customer) refuse('NOT_FOUND');
  return copyFor(customer, now);
};

/** Who had it made, and what for, is on record first. */
export const privacyExportFor: Handler<'privacy.exportFor'> = async (
  { customerId, purpose },
  request
) => {
  const by = actorOf(request).staff._id;
  const [customer] = await find('customers', { customerId }, { limit: 1 });
  if (!customer) refuse('NOT_FOUND');
  await audit(request, by, 'privacy.exportFor', customerId, purpose);
  return copyFor(customer, request.now);
};

async function copyFor(customer: StoredCustomer, now: number) {
  const wanted = await exportOf(customer, now);
  const { state, parts, expiresAt } = await makeExport(wanted, now + WORK_MS);
  const urls = state === 'ready' ? await urlsOf(parts) : [];
  return { state, urls, expiresAt };
}

/** The one that is being made or is still fresh, else a new one. */
async function exportOf(
  { _id: customer, customerId }: StoredCustomer,
  now: number
): Promise<Export> {
  const known = await get('exports', customerId);
  const fresh = known && now - known.createdAt < FRESH_MS;
  if (known && (known.state === 'working' || fresh)) return known;
  await dropExport(customerId);
  const begun: Export = {
    _id: customerId,
    customer,
    key: randomId(32),
    state: 'working',
    parts: [],
    after: '',
    createdAt: now,
    expiresAt: now + KEPT_MS,
  };
  if (await addOnce('exports', begun)) return begun;
  return (await get('exports', customerId)) ?? begun;
}

async function urlsOf(parts: readonly string[]): Promise<string[]> {
  const fileList = parts.map((fileID) => ({ fileID, maxAge: URL_SECONDS }));
  const answer = await cloud.getTempFileURL({ fileList });
  return answer.fileList.map(({ tempFileURL }) => tempFileURL);
}
