import { COPY } from '../contract/copy/phone';
import type { Conversation } from '../../domain/conversation/schema';
import { unreadOf } from '../services/unread';
import { EVERYTHING, fits, ordered, type ListFilter } from './list-filter';
import { personView, type PersonView } from './person';
import { listWords } from './time-words';

export interface RowView {
  id: string;
  person: PersonView;
  time: string;
  mark: string;
  /** Somebody reminded him of it while this wait lasts. */
  nudged: string;
  text: string;
  /** 0: nothing unread. */
  badge: number;
  /** Since when the customer waits; 0: answered. */
  waitingSince: number;
}

export interface ListView {
  rows: RowView[];
  /** Opened but not answered: below a separator in 待回复. */
  seen: RowView[];
}

export type ListTab = 'waiting' | 'active' | 'closed';

export interface ListInput {
  open: readonly Conversation[];
  closed: readonly Conversation[];
  ownRead: Readonly<Record<string, number>>;
  /** By conversation: when he was last reminded of it. */
  nudgedAt?: Readonly<Record<string, number>>;
  draftOf(conversationId: string): string;
  now: number;
}

/** Waiting means: a customer's message is unanswered, seen or not. */
export function listView(
  tab: ListTab,
  input: ListInput,
  filter: ListFilter = EVERYTHING
): ListView {
  const waiting = tab === 'waiting';
  const of =
    tab === 'closed'
      ? input.closed
      : input.open.filter((one) => isWaiting(one) === waiting);
  const rows = ordered(of, filter.order)
    .filter((one) => fits(one, filter, known(one, input)))
    .map(row(input));
  // By waiting time there is one order, whoever has seen what.
  if (!waiting || filter.order === 'longest') return { rows, seen: [] };
  return {
    rows: rows.filter((one) => one.badge > 0),
    seen: rows.filter((one) => one.badge === 0),
  };
}

const known = (
  one: Conversation,
  { draftOf, ownRead, now }: Pick<ListInput, 'draftOf' | 'ownRead' | 'now'>
) => ({ draft: draftOf(one._id), badge: unreadOf(one, ownRead), now });

export const isWaiting = (one: Conversation) => one.waitingSince !== null;

function row({ ownRead, nudgedAt, draftOf, now }: ListInput) {
  return (one: Conversation): RowView => {
    const draft = draftOf(one._id);
    const { nick, avatar } = one.customerCard;
    return {
      id: one._id,
      person: personView(nick || COPY.customer, avatar),
      time: listWords(one.lastAt, now),
      mark: draft ? COPY.draftMark : '',
      nudged: isNudged(one, nudgedAt?.[one._id]) ? COPY.nudged : '',
      text: draft || one.lastText,
      badge: unreadOf(one, ownRead),
      waitingSince: one.state === 'closed' ? 0 : (one.waitingSince ?? 0),
    };
  };
}

/** A reminder is of the wait in which it came. */
function isNudged(
  { waitingSince, state }: Conversation,
  at: number | undefined
): boolean {
  if (at === undefined || waitingSince === null) return false;
  return state !== 'closed' && at >= waitingSince;
}
