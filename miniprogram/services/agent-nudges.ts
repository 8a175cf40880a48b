import type { DeskState } from './agent-desk';
import type { ReadMessage } from './guard';

/** Of the system or a supervisor: nobody's own words. */
const NOBODY = '-';

/** A reminder is a note that nobody said. */
export const isNudge = ({ kind, from }: ReadMessage): boolean =>
  kind === 'note' && from === NOBODY;

/** By conversation: when its agent was last reminded, ms. */
export function nudgesIn(threads: DeskState['threads']) {
  const at: Record<string, number> = {};
  for (const [id, { messages }] of Object.entries(threads)) {
    const last = messages.filter(isNudge).pop();
    if (last) at[id] = last.at ?? last.sentAt;
  }
  return at;
}
