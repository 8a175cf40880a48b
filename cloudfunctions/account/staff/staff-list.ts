import { Presence } from '../../../domain/staff/schema';
import { viewOf } from '../../../domain/staff/view';
import { find } from '../../platform/documents';
import type { Handler } from '../../platform/serve';

const MOST = 1_000;

/** Everybody, with what they are now. The web watches presence from there. */
export const staffList: Handler<'staff.list'> = async () => {
  const staff = await find(
    'staff',
    {},
    { orderBy: ['createdAt', 'asc'], limit: MOST }
  );
  const presence = await find('presence', {}, { limit: MOST });
  return {
    staff: staff.map(viewOf),
    presence: presence.map((one) => Presence.parse(one)),
    serverTime: Date.now(),
  };
};
