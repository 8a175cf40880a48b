import type { Conversation } from '../conversation/schema';
import { stateAt } from '../staff/presence';
import type { Presence, Staff } from '../staff/schema';
import type { BoardAgent, BoardQueue } from './schema';

const SHOWN = 20;

export type OpenConversation = Pick<
  Conversation,
  | '_id'
  | 'customerId'
  | 'customerCard'
  | 'staffId'
  | 'state'
  | 'waitingSince'
  | 'createdAt'
  | 'lastText'
>;

/** One who answers, with what waits for him. */
export function boardAgent(
  staff: Staff,
  presence: Presence | null,
  open: readonly OpenConversation[],
  now: number
): BoardAgent {
  const his = open.filter(({ staffId }) => staffId === staff._id);
  return {
    staffId: staff._id,
    name: staff.name,
    specialty: staff.specialty,
    teamId: staff.teamId,
    role: staff.role,
    state: stateAt(presence, now),
    lastSeenAt: presence?.lastSeenAt ?? 0,
    load: staff.load,
    capacity: staff.capacity,
    unanswered: his.filter(isUnanswered).length,
    oldestWaitAt: oldest(his.filter(isUnanswered)),
  };
}

/** Those without an agent, the longest wait first. */
export function boardQueue(open: readonly OpenConversation[]): BoardQueue {
  const waiting = open
    .filter(({ state }) => state === 'waiting')
    .sort((a, b) => sinceOf(a) - sinceOf(b));
  return {
    waiting: waiting.length,
    oldestWaitAt: oldest(waiting),
    first: waiting.slice(0, SHOWN).map((one) => ({
      conversationId: one._id,
      customerId: one.customerId,
      nick: one.customerCard.nick,
      lastText: one.lastText,
      waitingSince: sinceOf(one),
    })),
  };
}

export function isUnanswered({
  state,
  waitingSince,
}: OpenConversation): boolean {
  return state === 'active' && waitingSince !== null;
}

const sinceOf = ({ waitingSince, createdAt }: OpenConversation) =>
  waitingSince ?? createdAt;

function oldest(some: readonly OpenConversation[]): number | null {
  return some.length === 0 ? null : Math.min(...some.map(sinceOf));
}
