import type { Handler } from '../../platform/serve';
import { actorOf } from '../../platform/request';
import { personOf } from '../../platform/who';
import { renewSession } from './web-sessions';

export const refresh: Handler<'account.refresh'> = async (
  { refreshToken },
  request
) => {
  const { staff } = actorOf(request);
  const { me: uid } = personOf(request.caller);
  const holder = { staffId: staff._id, uid };
  return renewSession(refreshToken, holder, request.now);
};
