import { sweepInPassing } from '../conversation/sweep';
import type { Handler } from '../platform/serve';
import { staffOf } from '../platform/who';
import { setPresence } from './set-presence';

/** Sets what he is, or with no state says that he is still there. */
export const presence: Handler<'account.presence'> = async (
  { state: wished },
  { caller, now }
) => {
  const staff = await staffOf(caller);
  const state = await setPresence(staff, wished, now);
  await sweepInPassing();
  return { state, serverTime: Date.now() };
};
