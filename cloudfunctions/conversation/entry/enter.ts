import { addOnce, updateWhere } from '../../platform/documents';
import { randomId } from '../../platform/random-id';
import type { Handler } from '../../platform/serve';
import { takeLimit } from '../../platform/take-limit';
import { personOf } from '../../platform/who';
import { customerFor } from './customers';
import { viewFor } from './entry-view';
import { refuseOwnCustomer } from './own-customer';
import { scan } from './scan';
import { sweepInPassing } from '../sweep/sweep';

/**
 * A customer opens the chat: attribution and a preview, no conversation. Each
 * time is an entry, so that one person who scans twice has two.
 */
export const enter: Handler<'conversation.enter'> = async (
  { scene: raw },
  { caller, now }
) => {
  const person = personOf(caller);
  // A phone of staff may look; a web session of staff is no customer at all.
  if (caller.kind === 'web') await refuseOwnCustomer(caller, undefined);
  await takeLimit('entry', person.me, now);
  const known = await customerFor(person, now);
  const { customer, scene, staffId, codeValid } = await scan(known, raw, now);
  await updateWhere('customers', { _id: person.me }, { lastActiveAt: now });
  const entryId = randomId(20);
  await addOnce('entries', {
    _id: entryId,
    customer: person.me,
    channel: person.channel,
    scene,
    staffId,
    codeValid,
    at: now,
  });
  const view = await viewFor(person, customer, now);
  await sweepInPassing();
  return { ...view, entryId, codeValid };
};
