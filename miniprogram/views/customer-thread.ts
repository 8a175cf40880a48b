import { COPY, fill } from '../contract/copy/phone';
import type { Conversation } from '../../domain/conversation/schema';
import type { CustomerState } from '../services/customer-chat';
import { inOrder } from '../services/customer-history';
import type { ReadMessage } from '../services/guard';
import type { OutboxEntry } from '../services/outbox';
import { keepItems } from './kept-items';
import type { LineItem, ThreadItem } from './thread-view';

const NOTHING_NEW = { afterSeq: 0, before: 0 };
const NONE: readonly ReadMessage[] = [];
const keep = keepItems();

/** Everything he and the company ever said to each other, oldest first. */
export function customerItems(state: CustomerState, now: number): ThreadItem[] {
  const { conversation } = state;
  const known = inOrder(state).filter(({ _id }) => drawn(state, _id));
  const items = known.flatMap((one, i) => [
    ...servedBy(one, known[i - 1]),
    ...itemsOf(state, one, now),
  ]);
  // Before the first message has made a conversation there is none to be in.
  return conversation ? items : [...items, ...itemsOf(state, null, now)];
}

/** One of them alone, to read. */
export function oneConversation(
  state: CustomerState,
  conversation: Conversation,
  now: number
): ThreadItem[] {
  return itemsOf({ ...state, pending: [] }, conversation, now);
}

function drawn({ conversation, threads }: CustomerState, id: string): boolean {
  if (conversation?._id === id) return true;
  return (threads[id]?.messages.length ?? 0) > 0;
}

function itemsOf(
  state: CustomerState,
  conversation: Conversation | null,
  now: number
): ThreadItem[] {
  const id = conversation?._id ?? null;
  const current = id === (state.conversation?._id ?? null);
  return keep(id ?? '', {
    me: state.me,
    side: 'customer',
    conversation,
    messages: id ? (state.threads[id]?.messages ?? NONE) : NONE,
    pending: state.pending.filter((entry) => placeOf(entry, state) === id),
    other: (id && state.cursors[id]) || null,
    divider: current ? state.divider : NOTHING_NEW,
    progress: state.progress,
    links: state.links,
    local: state.local,
    online: state.connection !== 'unreachable',
    now,
  });
}

/** Failed ones stay where they were written, the others are yet to come. */
function placeOf(entry: OutboxEntry, state: CustomerState): string | null {
  const { conversationId } = entry.place;
  const stays = entry.state === 'failed' && conversationId !== null;
  if (stays && conversationId in state.conversations) return conversationId;
  return state.conversation?._id ?? null;
}

/** Who it was this time, where that is another than before. */
function servedBy(
  { _id, agentCard }: Conversation,
  before: Conversation | undefined
): LineItem[] {
  if (!agentCard || !before) return [];
  if (agentCard.name === before.agentCard?.name) return [];
  const text = fill(COPY.servedBy, { name: agentCard.name });
  return [{ key: `w${_id}`, type: 'line', text }];
}
