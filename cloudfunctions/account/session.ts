import { viewOf } from '../../domain/staff/view';
import type { Handler } from '../platform/serve';
import { actorOf } from '../platform/request';
import { personOf } from '../platform/who';
import { bindIdentity } from './bind-identity';
import { setPresence } from './set-presence';

/**
 * Who am I as staff? The uid of a ticket is known only once it was used, so
 * this is where the web session gets its seat.
 */
export const session: Handler<'account.session'> = async (_input, request) => {
  const { caller, now } = request;
  const { me, channel } = personOf(caller);
  const { staff: known } = actorOf(request);
  const staff =
    channel === 'web' ? await bindIdentity(known._id, 'uid', me, now) : known;
  const presence = await setPresence(staff, undefined, now);
  return {
    identity: {
      me,
      channel,
      field: channel === 'web' ? 'agentUid' : 'agentOpenid',
    },
    staff: viewOf(staff),
    presence,
    serverTime: Date.now(),
  };
};
