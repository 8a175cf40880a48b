import type { Session } from '../../../domain/session/schema';
import { viewOf } from '../../../domain/staff/view';
import type { Caller } from '../../platform/caller';
import type { Handler } from '../../platform/serve';
import { actorOf } from '../../platform/request';
import { settings } from '../../platform/settings';
import { mustHaveSession } from '../../platform/web-session';
import { personOf } from '../../platform/who';
import { bindIdentity } from './bind-identity';
import { setPresence } from '../presence/set-presence';
import { useClaim } from './web-sessions';

/**
 * Who am I as staff? The uid of a ticket is known only once it was used, so
 * this is where the web session gets its seat.
 */
export const session: Handler<'account.session'> = async (
  { claim, device },
  request
) => {
  const { caller, now } = request;
  const { me, channel } = personOf(caller);
  const { staff: known } = actorOf(request);
  const tokens = await tokensFor(
    caller,
    { staffId: known._id, device },
    claim,
    now
  );
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
    hold: (await settings()).safety.mode === 'hold',
    ...(tokens && { tokens }),
  };
};

/** New ones for a claim; without one the web must have a session already. */
async function tokensFor(
  caller: Caller,
  { staffId, device }: Pick<Session, 'staffId' | 'device'>,
  claim: string | undefined,
  now: number
) {
  if (caller.kind !== 'web') return undefined;
  if (claim) return useClaim(claim, { staffId, uid: caller.me, device }, now);
  await mustHaveSession(caller, staffId);
  return undefined;
}
