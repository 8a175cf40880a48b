import { STALE } from '../../../domain/conversation/close';
import type { Conversation } from '../../../domain/conversation/schema';
import { mustTake } from '../../../domain/conversation/transfer';
import { refuse, ServiceError } from '../../../domain/errors';
import { find } from '../../platform/documents';
import type { StoredStaff } from '../../platform/tables';
import { transact } from '../../platform/transact';
import { restamp } from './restamp';
import { transferIn } from './transfer';

/** More than anybody's capacity. */
const MOST = 300;

/** Who gives, who gets, and who decided it. */
export interface HandOver {
  from: StoredStaff;
  to: StoredStaff;
  by: StoredStaff;
}

/**
 * Gives the open conversations of one member of staff to another, as many as
 * he can take, the longest silent first. Called again it goes on with what is
 * left.
 * @returns how many
 */
export async function handOverAll(
  wish: HandOver,
  now: number
): Promise<number> {
  const held = await find(
    'conversations',
    { staffId: wish.from._id, state: 'active' },
    { orderBy: ['lastAt', 'asc'], limit: MOST }
  );
  let handed = 0;
  for (const { _id } of held) {
    if (await handOne(_id, wish, now)) handed += 1;
  }
  return handed;
}

/** Why one conversation goes to the queue instead. */
const NOT_THIS_ONE = ['STAFF_AT_CAPACITY', 'STAFF_IS_CUSTOMER'];

async function handOne(
  conversationId: string,
  wish: HandOver,
  now: number
): Promise<boolean> {
  try {
    const handed = await transfer(conversationId, wish, now);
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
  conversationId: string,
  { from, to, by }: HandOver,
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
