import { COPY, fill } from '../../../../contract/copy/phone';
import type { DeskState } from '../../../../services/agent-desk';
import { unreadOf } from '../../../../services/unread';
import { PRESENCE_WORDS } from '../../../../views/customer-header';

export interface ListPageView {
  presence: DeskState['presence'];
  presenceWord: string;
  load: string;
  /** Of all conversations. */
  unread: number;
  offline: boolean;
}

export function listPageView(state: DeskState): ListPageView {
  const { open, ownRead, staff, presence } = state;
  const capacity = staff?.capacity ?? 0;
  return {
    presence,
    presenceWord: PRESENCE_WORDS[presence],
    load: fill(COPY.load, { load: open.length, capacity }),
    unread: open.reduce((sum, one) => sum + unreadOf(one, ownRead), 0),
    offline: state.connection === 'unreachable',
  };
}
