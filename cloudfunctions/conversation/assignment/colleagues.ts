import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';

const MOST = 1_000;

/** Codes, phones and sessions are nobody's business here. */
export const colleagues: Handler<'desk.colleagues'> = async (_, request) => {
  const others = {
    _id: command.neq(actorOf(request).staff._id),
    status: 'active',
    role: command.in(['agent', 'supervisor']),
  };
  const staff = await find('staff', others, { limit: MOST });
  const presence = await find('presence', {}, { limit: MOST });
  const states = new Map(presence.map(({ _id, state }) => [_id, state]));
  return {
    colleagues: staff.map(
      ({ _id, name, specialty, teamId, load, capacity }) => ({
        staffId: _id,
        name,
        specialty,
        teamId,
        state: states.get(_id) ?? ('offline' as const),
        load,
        capacity,
      })
    ),
  };
};
