import type { Line } from '../../../domain/conversation/between';
import type { Case } from '../../../domain/conversation/case';
import {
  assignPatch,
  handBackPatch,
  STALE,
} from '../../../domain/conversation/close';
import { arrivalOf } from '../../../domain/conversation/open-conversation';
import type { Conversation } from '../../../domain/conversation/schema';
import {
  isMade,
  mustTake,
  transferExplanation,
  transferWords,
  type Target,
} from '../../../domain/conversation/transfer';
import { refuse } from '../../../domain/errors';
import { cardOf } from '../../../domain/staff/view';
import { NOBODY } from '../../../domain/values/collections';
import { auditIn } from '../../platform/audit';
import { get } from '../../platform/documents';
import { actorOf, type Request } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import type { StoredStaff } from '../../platform/tables';
import { transact, type Transaction } from '../../platform/transact';
import { personOf } from '../../platform/who';
import { autoReplyOnAssigned } from '../reply/auto-reply';
import { dispatch } from './dispatch';
import { giveKeys, takeKeys } from './keys';
import { mustReachConversation } from '../life/reach';
import { restamp } from './restamp';
import { noteLine, putLines, systemLine } from '../message/say-between';

interface Wish {
  conversationId: string;
  target: Target;
  note: string | undefined;
}

/**
 * Hands a conversation on. The licence to write changes hands in one
 * transaction; who dies before the messages are restamped leaves
 * `stamped` open, and the sweep goes on from there.
 */
export const transfer: Handler<'desk.transfer'> = async (
  { conversationId, to, note },
  request
) => {
  const target = { staffId: NOBODY, teamId: NOBODY, ...to };
  const wish = { conversationId, target, note };
  const handed = await transact((tx) => transferAsked(tx, wish, request));
  if (handed.stamped === STALE) await restamp(handed);
  if (handed.state === 'waiting') await dispatch();
  const conversation = await get('conversations', conversationId);
  return { conversation: conversation ?? refuse('NOT_FOUND') };
};

async function transferAsked(
  tx: Transaction,
  wish: Wish,
  request: Request
): Promise<Conversation> {
  const actor = actorOf(request);
  const { conversationId, target } = wish;
  const found = await tx.get('conversations', conversationId);
  const before = await tx.get('cases', conversationId);
  if (!found || !before) refuse('NOT_FOUND');
  if (isMade(before, found, actor.staff._id, target)) return found;
  const conversation = await mustReachConversation(actor, found, tx);
  if (conversation.state === 'closed') refuse('CONVERSATION_CLOSED');
  if (conversation.staffId === target.staffId) {
    // A conversation that nobody has may still be wished for a team.
    if (target.staffId !== NOBODY) return conversation;
  }
  const { me: from } = personOf(request.caller);
  const author = { from, name: actor.staff.name };
  const note = wish.note ? [noteLine(wish.note, author, request.now)] : [];
  const move = {
    conversation,
    before,
    by: actor.staff,
    note,
    now: request.now,
  };
  const offlineToo = actor.scope !== 'own';
  const handed =
    target.staffId === NOBODY
      ? await handToTeam(tx, move, target.teamId)
      : await handTo(tx, move, target.staffId, offlineToo);
  const to = target.staffId === NOBODY ? target.teamId : target.staffId;
  const { _id: by } = actor.staff;
  await auditIn(tx, request, by, 'desk.transfer', conversationId, to);
  return handed;
}

/** A conversation that changes hands, as the transaction has read it. */
export interface Move {
  conversation: Conversation;
  before: Case;
  by: StoredStaff;
  /** What the next one should know. */
  note: readonly Line[];
  now: number;
}

async function handTo(
  tx: Transaction,
  move: Move,
  staffId: string,
  offlineToo: boolean
): Promise<Conversation> {
  const receiver = {
    staff: await tx.get('staff', staffId),
    presence: await tx.get('presence', staffId),
  };
  mustTake(receiver, move.conversation, offlineToo, move.now);
  return transferIn(tx, move, receiver.staff ?? refuse('NOT_FOUND'));
}

/**
 * Gives the conversation to `staff`, whoever had it or nobody. The caller
 * has seen that he may be given it (`mustTake`), and restamps after the
 * commit where `stamped` is STALE.
 */
export async function transferIn(
  tx: Transaction,
  move: Move,
  staff: StoredStaff
): Promise<Conversation> {
  const { conversation, before, by, now } = move;
  const { _id, staffId: from } = conversation;
  await takeKeys(tx, conversation);
  await giveKeys(tx, conversation, staff, now);
  const patch = assignPatch(staff, cardOf(staff));
  const handed = { ...conversation, ...patch };
  await tx.patch('conversations', _id, patch);
  if (from === NOBODY) await tx.remove('arrivals', _id);
  const welcomed = await autoReplyOnAssigned(tx, handed, now);
  const words = from === NOBODY ? [] : [systemLine(transferWords(staff), now)];
  const lines = [...words, ...move.note];
  const said = { ...before, ...welcomed };
  await tx.patch('cases', _id, {
    ...(await putLines(tx, handed, said, lines, now)),
    ...(from !== NOBODY && { previousStaffId: from }),
    transfer: { at: now, by: by._id, from, staffId: staff._id, teamId: NOBODY },
    held: [...before.held, { staffId: staff._id, at: now }],
    assignedAt: now,
    assignedWhy: 'transfer',
    explanation: transferExplanation(by, from, staff._id),
  });
  return handed;
}

/** Back to the queue, for members of this team only. */
async function handToTeam(
  tx: Transaction,
  { conversation, before, by, note, now }: Move,
  teamId: string
): Promise<Conversation> {
  const team = await tx.get('teams', teamId);
  if (!team) refuse('NOT_FOUND', 'no such team');
  const { _id, staffId: from, waitingSince, lastAt } = conversation;
  await takeKeys(tx, conversation);
  const patch = handBackPatch();
  const handed = { ...conversation, ...patch };
  await tx.patch('conversations', _id, patch);
  const { priority, skill } = before;
  // He may be of the team himself; he has just given it away.
  const wishes = { teamId, priority, skill, avoidStaffId: from };
  const since = waitingSince ?? lastAt;
  await tx.put('arrivals', _id, arrivalOf(conversation, wishes, since));
  const lines = [systemLine(transferWords(team), now), ...note];
  await tx.patch('cases', _id, {
    ...(await putLines(tx, handed, before, lines, now)),
    ...(from !== NOBODY && { previousStaffId: from }),
    transfer: { at: now, by: by._id, from, staffId: NOBODY, teamId },
    assignedWhy: 'transfer',
    explanation: transferExplanation(by, from, `team ${teamId}`),
  });
  return handed;
}
