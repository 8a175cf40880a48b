import { REPLACED_MS, type Code } from '../../../domain/customer/code';
import { refuse } from '../../../domain/errors';
import { NOBODY } from '../../../domain/values/collections';
import { auditIn } from '../../platform/audit';
import { actorOf, type Request } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { codeIn, issueIn, madeOf, reachedCode } from './codes';
import { paintNow } from './paint-codes';

/** The old one leads on for a while, and never further than this. */
export const codeRotate: Handler<'code.rotate'> = async (
  { codeId },
  request
) => {
  await reachedCode(actorOf(request), codeId);
  const code = await replace(codeId, request);
  return madeOf(await paintNow(code, request.caller));
};

function replace(codeId: string, request: Request): Promise<Code> {
  const actor = actorOf(request);
  const { now } = request;
  return transact(async (tx) => {
    const old = await codeIn(tx, actor, codeId);
    if (old.replacedBy !== NOBODY) return codeIn(tx, actor, old.replacedBy);
    if (old.status === 'revoked') refuse('CODE_REVOKED');
    const by = actor.staff._id;
    const made = await issueIn(tx, old.staffId, by, now);
    await tx.patch('codes', codeId, {
      status: 'replaced',
      revokedAt: now + REPLACED_MS,
      replacedBy: made._id,
    });
    await auditIn(tx, request, by, 'code.rotate', codeId, made._id);
    return made;
  });
}
