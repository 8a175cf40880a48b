import { COPY, fill } from '../../../../contract/copy/phone';
import { appPorts } from '../../../../platform/customer';
import { everySecond } from '../../../../platform/every-second';
import { patchOf } from '../../../../platform/patch';
import { soon } from '../../../../platform/soon';
import { textStyle } from '../../../../platform/text-size';
import { threadPage } from '../../../../platform/thread-page';
import { createAgentCase } from '../../../../services/agent-case';
import { CallError } from '../../../../services/call';
import { agentItems } from '../../../../views/agent-thread';
import { keepItems } from '../../../../views/kept-items';
import { agentDesk, enterDesk, leaveSignedOut, LIST } from '../../desk';
import {
  agentChatView,
  NO_CASE,
  type AgentChatView,
} from '../../../../views/agent-chat';
import { chatActs, type ChatSheet } from './chat-acts';

type Data = AgentChatView & {
  textStyle: string;
  id: string;
  draft: string;
  /** What the next message answers, in words. */
  quoted: string;
  toEnd: number;
  shift: number;
  loadingOlder: boolean;
  sheet: ChatSheet;
  busy: boolean;
  /** Grows when something that was typed in a sheet is saved. */
  saved: number;
  /** Canned replies are shown; `slash` is what they are searched by. */
  replying: boolean;
  slash: string;
  sheetTags: string[];
  knownTags: string[];
  offset: number;
  home: string;
  copy: typeof WORDS;
};

const WORDS = {
  end: COPY.closeConversation,
  transfer: COPY.transfer,
  customer: COPY.customerInfo,
  tag: COPY.tag,
  tagTitle: COPY.tagTitle,
  tagCustomer: COPY.tagCustomer,
  placeholder: COPY.placeholderAgent,
};

const viewNow = (id: string, draft: string, kept = NO_CASE) => {
  const { store, serverClock } = agentDesk();
  const now = serverClock.now();
  return agentChatView({ state: store.get(), id, draft, kept, now });
};

/** One conversation, as its agent sees it. */
Page<Data, WechatMiniprogram.IAnyObject>({
  data: {
    textStyle: textStyle(),
    ...viewNow('', ''),
    id: '',
    draft: '',
    quoted: '',
    toEnd: 0,
    shift: 0,
    loadingOlder: false,
    sheet: '',
    busy: false,
    saved: 0,
    replying: false,
    slash: '',
    sheetTags: [],
    knownTags: [],
    offset: 0,
    home: LIST,
    copy: WORDS,
  },
  ...chatActs,

  onLoad(query: { id?: string }) {
    const id = query.id ?? '';
    this.conversationId = id;
    this.unfilled = [];
    this.kept = null;
    this.keepItems = keepItems();
    this.drawSoon = soon(() => this.draw());
    this.stops = [
      agentDesk().store.subscribe(this.drawSoon),
      everySecond(this.drawSoon),
    ];
    this.setData({ id, draft: agentDesk().drafts.get(id) });
    this.resume();
  },
  onShow() {
    enterDesk();
    agentDesk().focusOn(this.conversationId);
    this.draw();
  },
  /** Only now is the thread sure to be there. */
  onReady() {
    this.draw();
  },
  onUnload() {
    this.stops.forEach((stop: () => void) => stop());
    agentDesk().focusOn(null);
  },

  /** Opened by a push card the desk may not have begun yet. */
  async resume() {
    try {
      if (!(await agentDesk().resume())) return;
      agentDesk().focusOn(this.conversationId);
    } catch (error) {
      appPorts().log.warn('account.session', error);
    }
  },
  draw() {
    if (leaveSignedOut()) return;
    this.beginCase();
    const desk = agentDesk();
    const id: string = this.conversationId;
    const view = viewNow(id, desk.drafts.get(id), this.kept?.store.get());
    const ahead = desk.serverClock.now() - Date.now();
    const offset = Math.round(ahead / 1e3) * 1e3;
    const patch = patchOf(this.data, { ...view, offset });
    if (Object.keys(patch).length > 0) this.setData(patch);
    const now = desk.serverClock.now();
    this.showThread(agentItems(desk.store.get(), id, now, this.keepItems));
  },
  /** As soon as it is known whose conversation it is. */
  beginCase() {
    const conversation =
      agentDesk().store.get().conversations[this.conversationId];
    if (this.kept || !conversation) return;
    this.kept = createAgentCase(appPorts(), agentDesk(), conversation);
    this.stops.push(this.kept.store.subscribe(this.drawSoon));
    void this.kept.load();
  },

  onSend(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
    const { text } = event.detail;
    const open = this.unfilled.filter((one: string) => text.includes(one));
    if (open.length > 0) {
      const words = open.join('');
      wx.showToast({
        title: fill(COPY.replyUnfilled, { words }),
        icon: 'none',
      });
      return this.giveBack(text);
    }
    try {
      agentDesk().send(this.conversationId, text, this.replyTo);
      this.onUnquote();
      this.keepDraft('');
      this.unfilled = [];
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      wx.showToast({ title: error.message, icon: 'none' });
      this.giveBack(text);
    }
  },
  /** The composer has let go of it; the field takes it again. */
  giveBack(text: string) {
    this.keepDraft(text);
    this.setData({ draft: '' });
    this.setData({ draft: text });
  },
  onChange(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
    const { text } = event.detail;
    this.keepDraft(text);
    if (text.startsWith('/')) {
      this.setData({ replying: true, slash: text.slice(1).trim() });
    } else if (this.data.slash) {
      this.setData({ replying: false, slash: '' });
    }
  },
  keepDraft(text: string) {
    agentDesk().drafts.set(this.conversationId, text);
    this.data.draft = text;
  },
  onReplies() {
    this.setData({ replying: !this.data.replying, slash: '' });
    this.selectComponent('#composer')?.fold();
  },
  onRepliesClose() {
    this.setData({ replying: false, slash: '' });
  },
  onTyping() {
    agentDesk().typing();
  },
  onThreadTouch() {
    this.selectComponent('#composer')?.fold();
    if (this.data.replying) this.onRepliesClose();
  },
  ...threadPage(({ data, conversationId }) => ({
    deeds: agentDesk().deeds(),
    now: agentDesk().serverClock.now(),
    open: !data.notice,
    loadOlder: () => agentDesk().loadOlder(conversationId),
    sendMedia: (media, replyTo) =>
      agentDesk().sendMedia(conversationId, media, replyTo),
  })),
});
