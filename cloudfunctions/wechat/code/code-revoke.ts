import { leads } from '../../../domain/customer/code';
import { auditIn } from '../../platform/audit';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { codeIn, reachedCode } from './codes';

/** At once, a replaced one too. Called again it says when it ended. */
export const codeRevoke: Handler<'code.revoke'> = async (
  { codeId },
  request
) => {
  const actor = actorOf(request);
  await reachedCode(actor, codeId);
  const revokedAt = await transact(async (tx) => {
    const code = await codeIn(tx, actor, codeId);
    if (!leads(code, request.now)) return code.revokedAt;
    const ended = { status: 'revoked', revokedAt: request.now };
    await tx.patch('codes', codeId, ended);
    await auditIn(tx, request, actor.staff._id, 'code.revoke', codeId);
    return request.now;
  });
  return { codeId, revokedAt };
};
