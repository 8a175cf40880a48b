import { COPY } from '../contract/copy';
import type { Conversation } from '../../domain/conversation/schema';
import { personView, type PersonView } from './person';
import { listWords } from './time-words';

export interface RowView {
  id: string;
  person: PersonView;
  time: string;
  mark: string;
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
  draftOf(conversationId: string): string;
  now: number;
}

/** Waiting means: a customer's message is unanswered, seen or not. */
export function listView(tab: ListTab, input: ListInput): ListView {
  if (tab === 'closed') return { rows: input.closed.map(row(input)), seen: [] };
  const waiting = tab === 'waiting';
  const rows = input.open
    .filter((one) => isWaiting(one) === waiting)
    .map(row(input));
  if (!waiting) return { rows, seen: [] };
  return {
    rows: rows.filter((one) => one.badge > 0),
    seen: rows.filter((one) => one.badge === 0),
  };
}

export const isWaiting = (one: Conversation) => one.waitingSince !== null;

function row({ ownRead, draftOf, now }: ListInput) {
  return (one: Conversation): RowView => {
    const draft = draftOf(one._id);
    const read = (ownRead[one._id] ?? 0) >= one.seq;
    const { nick, avatar } = one.customerCard;
    return {
      id: one._id,
      person: personView(nick || '客户', avatar),
      time: listWords(one.lastAt, now),
      mark: draft ? COPY.draftMark : '',
      text: draft || one.lastText,
      badge: read || one.state === 'closed' ? 0 : one.unreadAgent,
      waitingSince: one.state === 'closed' ? 0 : (one.waitingSince ?? 0),
    };
  };
}
