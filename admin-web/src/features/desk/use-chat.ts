import { MessagePlugin } from 'tdesign-vue-next';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { AGENT_COPY } from '../../../../domain/ui/copy/agent';
import { DESK_COPY } from '../../../../domain/ui/copy/desk';
import { fill } from '../../../../domain/ui/copy/fill';
import type { Store } from '../../../../miniprogram/services/store';
import type {
  AgentCase,
  AgentCaseState,
} from '../../../../miniprogram/services/agent-case';
import { CallError } from '../../../../miniprogram/services/call';
import {
  agentChatView,
  NO_CASE,
} from '../../../../miniprogram/views/agent-chat';
import { agentItems } from '../../../../miniprogram/views/agent-thread';
import { keepItems } from '../../../../miniprogram/views/kept-items';
import { quoteView } from '../../../../miniprogram/views/message-words';
import { openPlaces } from '../../../../miniprogram/views/reply-rows';
import type { MessageItem } from '../../../../miniprogram/views/thread-view';
import { copyText } from '../../components/copy-text';
import { mediaOf } from './chosen-files';
import type { Attached, Mode } from './desk-composer.vue';
import { bindStore, type DeskHost } from './desk-host';
import { useServerNow } from './use-desk';

/** One conversation as its agent works on it: what is shown, what he does. */
export function useChat(host: DeskHost, id: string) {
  const { desk, state } = host;
  const now = useServerNow(host);
  const keep = keepItems();
  const text = ref(desk.drafts.get(id));
  const mode = ref<Mode>('reply');
  const note = ref('');
  const replyTo = ref('');
  const tray = shallowRef<readonly Attached[]>([]);
  const busy = ref(false);
  /** What the last canned reply left open. */
  const unfilled = shallowRef<readonly string[]>([]);
  const kept = useCase(host, id);

  const view = computed(() =>
    agentChatView({
      state: state.value,
      id,
      draft: text.value,
      kept: kept.state.value,
      now: now.value,
    })
  );
  const items = computed(() => agentItems(state.value, id, now.value, keep));
  const quoted = computed(() => {
    const conversation = state.value.conversations[id] ?? null;
    const messages = state.value.threads[id]?.messages ?? [];
    const side = 'agent' as const;
    const input = { me: state.value.me, side, conversation, messages };
    return quoteView(replyTo.value || undefined, input);
  });

  watch(text, (words) => {
    desk.drafts.set(id, words);
    if (words) desk.typing();
  });

  /** Refusals are sentences; what was typed stays. */
  async function attempt(work: () => Promise<void> | void): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    try {
      await work();
    } catch (cause) {
      if (!(cause instanceof CallError)) throw cause;
      void MessagePlugin.error(cause.message);
    } finally {
      busy.value = false;
    }
  }

  async function sendNote(): Promise<void> {
    const words = note.value.trim();
    if (!words) return;
    await kept.current()?.note(words);
    note.value = '';
    mode.value = 'reply';
  }

  async function sendReply(): Promise<void> {
    const words = text.value.trim();
    const open = unfilled.value.filter((place) => words.includes(place));
    if (open.length > 0) {
      const sentence = fill(AGENT_COPY.replyUnfilled, { words: open.join('') });
      void MessagePlugin.warning(sentence);
      return;
    }
    if (words) desk.send(id, words, replyTo.value || undefined);
    text.value = '';
    unfilled.value = [];
    await sendTray();
    replyTo.value = '';
  }

  async function sendTray(): Promise<void> {
    const chosen = tray.value;
    tray.value = [];
    for (const { path, name } of chosen) {
      const media = await mediaOf(path, name);
      const [reason] = desk.sendMedia(id, [media], replyTo.value || undefined);
      if (!reason) continue;
      host.files.drop(path);
      void MessagePlugin.warning(reason);
    }
  }

  function attach(files: readonly File[]): void {
    const held = files.map((file) => ({
      path: host.files.hold(file),
      name: file.name,
      picture: file.type.startsWith('image/'),
    }));
    tray.value = [...tray.value, ...held];
    mode.value = 'reply';
  }

  function detach(path: string): void {
    tray.value = tray.value.filter((one) => one.path !== path);
    host.files.drop(path);
  }

  async function takeReply(replyId: string): Promise<void> {
    const words = await host.replies.use(replyId, id);
    unfilled.value = openPlaces(words);
    text.value = words;
  }

  async function openFile(messageId: string): Promise<void> {
    const { url } = (await desk.deeds()?.locate(messageId)) ?? { url: '' };
    if (url) window.open(url, '_blank', 'noopener');
  }

  function deed(name: string, item: MessageItem): void {
    const deeds = desk.deeds();
    const message = deeds?.find(item.id);
    void attempt(async () => {
      if (name === 'copy') await copyWords(item.text);
      else if (name === 'quote') replyTo.value = item.id;
      else if (name === 'open') await openFile(item.id);
      else if (name === 'resend') deeds?.resend(item.id);
      else if (name === 'discard') deeds?.discard(item.id);
      else if (name === 'broken' && message) deeds?.broken(message);
      else if (name === 'recall' && message) await deeds?.recall(message);
    });
  }

  function ageOf(messageId: string): number {
    const found = desk.deeds()?.find(messageId);
    if (!found || found.seq <= 0) return Infinity;
    return now.value - (found.at ?? found.sentAt);
  }

  onScopeDispose(() => tray.value.forEach(({ path }) => host.files.drop(path)));
  return {
    now,
    view,
    items,
    text,
    note,
    mode,
    quoted,
    tray,
    busy,
    attempt,
    send: () => attempt(mode.value === 'note' ? sendNote : sendReply),
    unquote: () => (replyTo.value = ''),
    attach,
    detach,
    takeReply: (replyId: string) => attempt(() => takeReply(replyId)),
    deed,
    ageOf,
    kept,
    loadOlder: () =>
      desk.loadOlder(id).catch((cause: unknown) => {
        console.warn('history', cause);
      }),
  };
}

async function copyWords(words: string): Promise<void> {
  const done = await copyText(words);
  void MessagePlugin.info(done ? DESK_COPY.copied : DESK_COPY.copyByHand);
}

/** What staff know of it, from when it is known whose it is. */
function useCase(host: DeskHost, id: string) {
  const state = shallowRef<AgentCaseState>(NO_CASE);
  let kept: AgentCase | null = null;
  let stop = () => undefined as void;

  function begin(): void {
    const conversation = host.state.value.conversations[id];
    if (kept || !conversation) return;
    kept = host.openCase(conversation);
    const bound = bindStore(kept.store as Store<AgentCaseState>);
    stop = bound.stop;
    watch(bound.state, (next) => (state.value = next), { immediate: true });
    void kept.load();
  }

  watch(host.state, begin, { immediate: true });
  onScopeDispose(() => stop());
  return { state, current: () => kept };
}

export type Chat = ReturnType<typeof useChat>;
