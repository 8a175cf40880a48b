import { computed } from 'vue';
import { AGENT_COPY } from '../../../../domain/ui/copy/agent';
import { DESK_COPY } from '../../../../domain/ui/copy/desk';
import { CANNED_COPY } from '../../../../domain/ui/copy/settings';
import type { Command } from './command-menu.vue';
import type { DeskTab } from './desk-groups';
import { useStore, type DeskHost } from './desk-host';

interface Chat {
  setMode(mode: 'reply' | 'note'): Promise<void>;
  close(goOn: boolean): void;
  transfer(): void;
  takeReply(replyId: string): Promise<void>;
}

export interface CommandDeeds {
  choose(id: string): void;
  openTab(tab: DeskTab): void;
  /** Missing while no conversation is open. */
  chat(): Chat | undefined;
  keys(): void;
  replies(): void;
  nextWaiting(): void;
}

/** Everything that Ctrl K offers: conversations, canned replies, deeds. */
export function useCommands(host: DeskHost, deeds: CommandDeeds) {
  const replies = useStore(host.replies.store);
  void host.replies.load();
  return computed((): Command[] => [
    ...conversations(host, deeds),
    ...actions(deeds),
    ...replies.value.replies.map(({ _id, title, text }) => ({
      id: `reply:${_id}`,
      group: AGENT_COPY.replies,
      word: title,
      detail: text,
      run: () => void deeds.chat()?.takeReply(_id),
    })),
  ]);
}

function conversations(host: DeskHost, { choose }: CommandDeeds): Command[] {
  return host.state.value.open.map(({ _id, customerCard, lastText }) => ({
    id: _id,
    group: AGENT_COPY.tabChats,
    word: customerCard.nick || AGENT_COPY.customer,
    detail: lastText,
    run: () => choose(_id),
  }));
}

function actions(deeds: CommandDeeds): Command[] {
  const act = (
    id: string,
    word: string,
    run: () => void,
    keys = ''
  ): Command => ({ id, group: DESK_COPY.deskActions, word, run, keys });
  return [
    act('next', DESK_COPY.deskNextWaiting, deeds.nextWaiting),
    act(
      'reply',
      DESK_COPY.deskReply,
      () => deeds.chat()?.setMode('reply'),
      'R'
    ),
    act('note', AGENT_COPY.note, () => deeds.chat()?.setMode('note'), 'N'),
    act('transfer', AGENT_COPY.transfer, () => deeds.chat()?.transfer(), 'T'),
    act('close', AGENT_COPY.closeTitle, () => deeds.chat()?.close(false), 'E'),
    act('waiting', AGENT_COPY.waitingTab, () => deeds.openTab('waiting')),
    act('active', AGENT_COPY.activeTab, () => deeds.openTab('active')),
    act('closed', AGENT_COPY.closedTab, () => deeds.openTab('closed')),
    act('replies', CANNED_COPY.manageOwn, deeds.replies),
    act('keys', DESK_COPY.deskKeys, deeds.keys, '?'),
  ];
}
