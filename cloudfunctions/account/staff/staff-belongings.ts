import { refuse } from '../../../domain/errors';
import { mustReach } from '../../../domain/staff/scope';
import { command } from '../../platform/cloud';
import { count, get } from '../../platform/documents';
import { leadingCodes } from '../../platform/leading-codes';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';

/** Three counts over indexes: what is shown before he is disabled. */
export const staffBelongings: Handler<'staff.belongings'> = async (
  { staffId },
  request
) => {
  const { staff: by, scope } = actorOf(request);
  const staff = await get('staff', staffId);
  if (!staff) refuse('NOT_FOUND');
  mustReach(scope, by, { staffId, teamId: staff.teamId });
  const open = { staffId, state: command.neq('closed') };
  const [conversations, customers, codes] = await Promise.all([
    count('conversations', open),
    count('customers', { boundStaffId: staffId }),
    count('codes', leadingCodes(staffId, request.now)),
  ]);
  return { conversations, customers, codes };
};
