import { NOBODY } from '../../domain/values/collections';
import { digestOf } from '../platform/digest';
import { addOnce, find, removeById } from '../platform/documents';

/**
 * That somebody agreed stays, as proof; that it was he, does not.
 * @param secret of this erasure and forgotten with it: the same proof is kept
 *   once, whoever dies in between, and leads back to nobody
 */
export async function forgetConsents(
  customer: string,
  secret: string
): Promise<void> {
  for (const consent of await find('consents', { customer })) {
    const _id = digestOf(`${secret}.${consent._id}`);
    await addOnce('consents', { ...consent, _id, customer: NOBODY });
    await removeById('consents', consent._id);
  }
}
