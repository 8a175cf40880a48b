import type { DeskState } from '../services/agent-desk';
import type { ReadMessage } from '../services/guard';
import type { KeepItems } from './kept-items';
import type { ThreadItem } from './thread-view';

const NONE: readonly ReadMessage[] = [];

/** One conversation as its agent reads it, oldest first. */
export function agentItems(
  state: DeskState,
  id: string,
  now: number,
  keep: KeepItems
): ThreadItem[] {
  return keep(id, {
    me: state.me,
    side: 'agent',
    conversation: state.conversations[id] ?? null,
    messages: state.threads[id]?.messages ?? NONE,
    pending: state.pending.filter((one) => one.lane === id),
    other: state.cursors[id] ?? null,
    divider: state.divider,
    progress: state.progress,
    links: state.links,
    local: state.local,
    online: state.connection !== 'unreachable',
    now,
  });
}
