import { wishesOver } from '../../../domain/assignment/wait-wish';
import { STALE } from '../../../domain/conversation/close';
import type { Conversation } from '../../../domain/conversation/schema';
import { mustTake } from '../../../domain/conversation/transfer';
import { refuse } from '../../../domain/errors';
import { mustReach } from '../../../domain/staff/scope';
import { NOBODY } from '../../../domain/values/collections';
import type { ParsedInputOf } from '../../../domain/actions/index';
import { auditIn } from '../../platform/audit';
import { get } from '../../platform/documents';
import { actorOf, type Request } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import type { StoredStaff } from '../../platform/tables';
import { transact, type Transaction } from '../../platform/transact';
import { dispatchIfWaiting } from './dispatch';
import { mustReachConversation } from '../life/reach';
import { restamp } from './restamp';
import { transferIn } from './transfer';
import { wantQueuePush } from './want-queue-push';

type Wish = ParsedInputOf<'desk.assign'>;

/**
 * Whoever answers for others decides who has it, whoever had it or nobody.
 * Only he may go beyond a capacity, and must say so.
 */
export const assignByHand: Handler<'desk.assign'> = async (wish, request) => {
  const before = await get('conversations', wish.conversationId);
  const given = await transact((tx) => assignIn(tx, wish, request));
  if (given.stamped === STALE) await restamp(given);
  // Whoever had it has a free place now.
  if (before?.state === 'active') await dispatchIfWaiting();
  const conversation = await get('conversations', wish.conversationId);
  return { conversation: conversation ?? refuse('NOT_FOUND') };
};

async function assignIn(
  tx: Transaction,
  wish: Wish,
  request: Request
): Promise<Conversation> {
  const { conversationId, staffId } = wish;
  const actor = actorOf(request);
  const found = await tx.get('conversations', conversationId);
  const before = await tx.get('cases', conversationId);
  if (!found || !before) refuse('NOT_FOUND');
  const conversation = await mustReachConversation(actor, found, tx);
  const staff = await tx.get('staff', staffId);
  const teamId = staff?.teamId ?? NOBODY;
  mustReach(actor.scope, actor.staff, { staffId, teamId });
  if (conversation.state === 'closed') refuse('CONVERSATION_CLOSED');
  if (conversation.staffId === staffId) return conversation;
  const taker = mustBeAble(staff, conversation, wish.force, request.now);
  const { now } = request;
  const move = { conversation, before, by: actor.staff, note: [], now };
  const given = await transferIn(tx, move, taker);
  await wantQueuePush(tx, { ...found, ...given }, now);
  const over = wishesOver(found);
  if (Object.keys(over).length > 0) {
    await tx.patch('conversations', conversationId, over);
  }
  await explain(tx, wish, request, taker);
  return given;
}

/** @throws NOT_FOUND, STAFF_IS_CUSTOMER, STAFF_OFFLINE, STAFF_AT_CAPACITY */
function mustBeAble(
  staff: StoredStaff | null,
  conversation: Conversation,
  force: boolean,
  now: number
): StoredStaff {
  const boundless = staff && { ...staff, capacity: Number.MAX_SAFE_INTEGER };
  const asked = force ? boundless : staff;
  mustTake({ staff: asked, presence: null }, conversation, true, now);
  return staff ?? refuse('NOT_FOUND');
}

async function explain(
  tx: Transaction,
  { conversationId, staffId, force }: Wish,
  request: Request,
  { load, capacity }: StoredStaff
): Promise<void> {
  const { staff: by } = actorOf(request);
  const above = load >= capacity ? ', above his capacity' : '';
  await tx.patch('cases', conversationId, {
    assignedWhy: 'by-hand',
    explanation: `assigned by ${by.role} ${by.staffCode}: load ${load} of ${capacity}${above}`,
  });
  const detail = force && above ? `${staffId} above capacity` : staffId;
  await auditIn(tx, request, by._id, 'desk.assign', conversationId, detail);
}
