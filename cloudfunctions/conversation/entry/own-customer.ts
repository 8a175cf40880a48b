import { refuse } from '../../../domain/errors';
import { mayAnswer } from '../../../domain/staff/presence';
import { command } from '../../platform/cloud';
import { find, get } from '../../platform/documents';
import type { Caller } from '../../platform/caller';

/**
 * The first tester has one WeChat account for both sides. He may ask as long
 * as somebody else could answer; he is never assigned to himself.
 * @throws OWN_CUSTOMER
 */
export async function refuseOwnCustomer(
  caller: Caller,
  staffId: string | undefined
): Promise<void> {
  if (caller.kind === 'web' && caller.customUserId) refuse('OWN_CUSTOMER');
  if (caller.kind !== 'phone' || !staffId) return;
  const self = await get('staff', staffId);
  if (self?.status !== 'active' || self.openid !== caller.me) return;
  const others = await find('staff', {
    status: 'active',
    _id: command.neq(staffId),
  });
  if (!others.some(({ role }) => mayAnswer(role))) refuse('OWN_CUSTOMER');
}
