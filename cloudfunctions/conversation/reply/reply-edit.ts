import { refuse } from '../../../domain/errors';
import { CannedReply, inOrder } from '../../../domain/reply/schema';
import { NOBODY } from '../../../domain/values/collections';
import { audit } from '../../platform/audit';
import { command } from '../../platform/cloud';
import {
  addOnce,
  count,
  find,
  get,
  removeById,
  updateWhere,
} from '../../platform/documents';
import { actorOf, type Actor, type Request } from '../../platform/request';
import type { Handler } from '../../platform/serve';

/** As many as somebody can look through, of his own and of all. */
const MOST = 500;

export const replyList: Handler<'reply.list'> = async (_, request) => {
  const { staff } = actorOf(request);
  const found = await find(
    'replies',
    { staffId: command.in([NOBODY, staff._id]) },
    { limit: 2 * MOST }
  );
  const replies = found.map((one) => CannedReply.parse(one));
  return { replies: replies.sort(inOrder) };
};

export const replyCreate: Handler<'reply.create'> = async (
  { replyId, shared, ...fields },
  request
) => {
  const actor = actorOf(request);
  const staffId = shared ? NOBODY : actor.staff._id;
  mustEdit(staffId, actor);
  const known = await get('replies', replyId);
  if (!known && (await count('replies', { staffId })) >= MOST) {
    refuse('INVALID_INPUT', 'too many replies', { field: 'replyId' });
  }
  const reply = {
    ...fields,
    _id: replyId,
    staffId,
    uses: 0,
    by: actor.staff._id,
    createdAt: request.now,
    updatedAt: request.now,
  };
  if (await addOnce('replies', { ...reply, keys: [] })) {
    await auditShared('reply.create', reply, request);
    return { reply };
  }
  return { reply: CannedReply.parse(await editable(replyId, actor)) };
};

export const replyUpdate: Handler<'reply.update'> = async (
  { replyId, ...fields },
  request
) => {
  const actor = actorOf(request);
  const before = await editable(replyId, actor);
  const patch = { ...fields, by: actor.staff._id, updatedAt: request.now };
  await updateWhere('replies', { _id: replyId }, patch);
  await auditShared('reply.update', before, request);
  return { reply: CannedReply.parse({ ...before, ...patch }) };
};

/** What is gone already is gone. */
export const replyRemove: Handler<'reply.remove'> = async (
  { replyId },
  request
) => {
  if (!(await get('replies', replyId))) return {};
  const reply = await editable(replyId, actorOf(request));
  await removeById('replies', replyId);
  await auditShared('reply.remove', reply, request);
  return {};
};

/** @throws NOT_FOUND for another one's own, FORBIDDEN */
async function editable(replyId: string, actor: Actor) {
  const reply = await get('replies', replyId);
  if (!reply) refuse('NOT_FOUND');
  mustEdit(reply.staffId, actor);
  return reply;
}

function mustEdit(staffId: string, { staff, scope }: Actor): void {
  if (staffId === staff._id) return;
  if (staffId !== NOBODY) refuse('NOT_FOUND', 'a reply of somebody else');
  if (scope !== 'organisation') refuse('FORBIDDEN', 'a reply of all');
}

/** What somebody keeps for himself is nobody's business. */
async function auditShared(
  action: string,
  { _id, staffId }: CannedReply,
  request: Request
): Promise<void> {
  if (staffId !== NOBODY) return;
  await audit(request, actorOf(request).staff._id, action, _id);
}
