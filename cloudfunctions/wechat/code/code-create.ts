import type { Code } from '../../../domain/customer/code';
import { refuse } from '../../../domain/errors';
import { auditIn } from '../../platform/audit';
import { actorOf, type Request } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { issueIn, madeOf, reachedStaff } from './codes';
import { paintNow } from './paint-codes';

/** The code he was made and still has, else a new one. */
export const codeCreate: Handler<'code.create'> = async (
  { staffId },
  request
) => {
  await reachedStaff(actorOf(request), staffId);
  const code = await currentOrNew(staffId, request);
  return madeOf(await paintNow(code, request.caller));
};

function currentOrNew(staffId: string, request: Request): Promise<Code> {
  const { staff: by } = actorOf(request);
  return transact(async (tx) => {
    const owner = await tx.get('staff', staffId);
    if (owner?.status !== 'active') refuse('NOT_FOUND');
    const code = owner.codeId ? await tx.get('codes', owner.codeId) : null;
    if (code?.status === 'active' && code.staffId === staffId) return code;
    const made = await issueIn(tx, staffId, by._id, request.now);
    await auditIn(tx, request, by._id, 'code.create', made._id, staffId);
    return made;
  });
}
