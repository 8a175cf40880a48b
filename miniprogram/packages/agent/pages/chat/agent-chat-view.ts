import { COPY } from '../../../../contract/copy';
import { LIMITS } from '../../../../contract/limits';
import type { DeskState } from '../../../../services/agent-desk';
import { TYPING_MS } from '../../../../views/customer-header';
import { threadItems, type ThreadItem } from '../../../../views/thread-view';

export interface AgentChatView {
  title: string;
  second: string;
  waitingSince: number;
  items: ThreadItem[];
  closed: boolean;
  /** Another's now, or not to be found. */
  gone: boolean;
  looking: boolean;
  offline: boolean;
  waiting: number;
  notice: string;
}

export function agentChatView(
  state: DeskState,
  id: string,
  draft: string,
  now: number
): AgentChatView {
  const conversation = state.conversations[id] ?? null;
  const cursor = state.cursors[id] ?? null;
  const closed = conversation?.state === 'closed';
  const gone = state.gone.includes(id);
  const offline = state.connection === 'unreachable';
  const pending = state.pending.filter((one) => one.lane === id);
  const typing = !!cursor && now - cursor.typingAt < TYPING_MS;
  return {
    title: conversation?.customerCard.nick ?? '',
    second: offline ? COPY.reconnecting : typing ? COPY.typing : '',
    waitingSince: closed ? 0 : (conversation?.waitingSince ?? 0),
    items: threadItems({
      me: state.me,
      side: 'agent',
      conversation,
      messages: state.threads[id]?.messages ?? [],
      pending,
      other: cursor,
      divider: state.divider,
      online: !offline,
      now,
    }),
    closed,
    gone,
    looking: !!cursor && now - cursor.lookingAt < LIMITS.lookingMs,
    offline,
    waiting: pending.filter((one) => one.state === 'waiting').length,
    notice: gone ? left(draft) : closed ? COPY.closedNow : '',
  };
}

const left = (draft: string) => (draft ? COPY.transferred : COPY.leftList);
