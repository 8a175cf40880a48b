import { sweepInPassing } from '../../conversation/sweep/sweep';
import type { Handler } from '../../platform/serve';
import { actorOf } from '../../platform/request';
import { setPresence } from './set-presence';

/** Sets what he is, or with no state says that he is still there. */
export const presence: Handler<'account.presence'> = async (
  { state: wished },
  request
) => {
  const { staff } = actorOf(request);
  const state = await setPresence(staff, wished, request.now);
  await sweepInPassing();
  return { state, serverTime: Date.now() };
};
