import { mustTake } from '../../domain/conversation/transfer';
import { STALE } from '../../domain/conversation/close';
import type { Conversation } from '../../domain/conversation/schema';
import { refuse, ServiceError } from '../../domain/errors';
import { mustReach } from '../../domain/staff/scope';
import { requeueAll } from '../conversation/requeue';
import { restamp } from '../conversation/restamp';
import { transferIn } from '../conversation/transfer';
import { audit } from '../platform/audit';
import { find, get } from '../platform/documents';
import { actorOf, type Actor } from '../platform/request';
import type { Handler } from '../platform/serve';
import type { StoredStaff } from '../platform/tables';
import { transact } from '../platform/transact';

/** More than anybody's capacity. */
const MOST = 300;

/** Called again it goes on with what is left. */
export const staffHandOver: Handler<'staff.handOver'> = async (
  { fromStaffId, toStaffId },
  request
) => {
  const actor = actorOf(request);
  if (fromStaffId === toStaffId) refuse('INVALID_INPUT', 'to himself');
  const from = await reached(actor, fromStaffId);
  const to = toStaffId ? await reached(actor, toStaffId) : null;
  let handed = 0;
  if (to) {
    const held = await find(
      'conversations',
      { staffId: from._id, state: 'active' },
      { orderBy: ['lastAt', 'asc'], limit: MOST }
    );
    for (const { _id } of held) {
      const wish = { conversationId: _id, from, to, by: actor.staff };
      if (await handOne(wish, request.now)) handed += 1;
    }
  }
  const requeued = await requeueAll(from._id);
  const detail = `to ${toStaffId ?? 'the queue'}: ${handed}, requeued ${requeued}`;
  await audit(request, actor.staff._id, 'staff.handOver', from._id, detail);
  return { handed, requeued };
};

async function reached(
  { staff, scope }: Actor,
  staffId: string
): Promise<StoredStaff> {
  const found = await get('staff', staffId);
  if (!found) refuse('NOT_FOUND');
  mustReach(scope, staff, { staffId, teamId: found.teamId });
  return found;
}

interface Wish {
  conversationId: string;
  from: StoredStaff;
  to: StoredStaff;
  by: StoredStaff;
}

/** Why one conversation goes to the queue instead. */
const NOT_THIS_ONE = ['STAFF_AT_CAPACITY', 'STAFF_IS_CUSTOMER'];

async function handOne(wish: Wish, now: number): Promise<boolean> {
  try {
    const handed = await transfer(wish, now);
    if (handed?.stamped === STALE) await restamp(handed);
    return handed !== null;
  } catch (error) {
    const code = error instanceof ServiceError ? error.code : '';
    if (!NOT_THIS_ONE.includes(code)) throw error;
    return false;
  }
}

/** null: he does not have it any more. */
function transfer(
  { conversationId, from, to, by }: Wish,
  now: number
): Promise<Conversation | null> {
  return transact(async (tx) => {
    const conversation = await tx.get('conversations', conversationId);
    const before = await tx.get('cases', conversationId);
    const his =
      conversation?.state === 'active' && conversation.staffId === from._id;
    if (!his || !before) return null;
    const receiver = {
      staff: await tx.get('staff', to._id),
      presence: await tx.get('presence', to._id),
    };
    mustTake(receiver, conversation, true, now);
    const move = { conversation, before, by, note: [], now };
    return transferIn(tx, move, receiver.staff ?? refuse('NOT_FOUND'));
  });
}
