import { COPY } from '../../../../contract/copy';
import { appPorts } from '../../../../platform/customer';
import { everySecond } from '../../../../platform/every-second';
import { messageMenu } from '../../../../platform/message-menu';
import { patchOf } from '../../../../platform/patch';
import { soon } from '../../../../platform/soon';
import type { AgentDesk } from '../../../../services/agent-desk';
import { CallError } from '../../../../services/call';
import { agentDesk, enterDesk, SIGN_IN } from '../../desk';
import { agentChatView, type AgentChatView } from './agent-chat-view';

type Data = AgentChatView & {
  draft: string;
  toEnd: number;
  shift: number;
  loadingOlder: boolean;
  sheet: boolean;
  closing: boolean;
  offset: number;
  copy: typeof WORDS;
};

type CloseReason = Parameters<AgentDesk['close']>[1];

const WORDS = {
  end: COPY.closeConversation,
  placeholder: COPY.placeholderAgent,
};

/** One conversation, as its agent sees it. */
Page<Data, WechatMiniprogram.IAnyObject>({
  data: {
    ...agentChatView(agentDesk().store.get(), '', '', Date.now()),
    draft: '',
    toEnd: 0,
    shift: 0,
    loadingOlder: false,
    sheet: false,
    closing: false,
    offset: 0,
    copy: WORDS,
  },

  onLoad(query: { id?: string }) {
    this.conversationId = query.id ?? '';
    const draw = soon(() => this.draw());
    this.stops = [agentDesk().store.subscribe(draw), everySecond(draw)];
    this.setData({ draft: agentDesk().drafts.get(this.conversationId) });
    this.resume();
  },
  onShow() {
    enterDesk();
    agentDesk().focusOn(this.conversationId);
    this.draw();
  },
  onUnload() {
    this.stops.forEach((stop: () => void) => stop());
    agentDesk().focusOn(null);
  },

  /** Opened by a push card the desk may not have begun yet. */
  async resume() {
    try {
      const signedIn = await agentDesk().resume();
      if (!signedIn) return wx.redirectTo({ url: SIGN_IN });
      agentDesk().focusOn(this.conversationId);
    } catch (error) {
      appPorts().log.warn('account.session', error);
    }
  },
  draw() {
    const desk = agentDesk();
    const now = desk.serverClock.now();
    const draft = desk.drafts.get(this.conversationId);
    const id: string = this.conversationId;
    const view = agentChatView(desk.store.get(), id, draft, now);
    const offset = Math.round((now - Date.now()) / 1e3) * 1e3;
    const patch = patchOf(this.data, { ...view, offset });
    if (Object.keys(patch).length > 0) this.setData(patch);
  },

  onSend(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
    const { text } = event.detail;
    try {
      agentDesk().send(this.conversationId, text);
      this.keepDraft('');
    } catch (error) {
      this.say(error);
      this.setData({ draft: text });
    }
  },
  onChange(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
    this.keepDraft(event.detail.text);
  },
  keepDraft(text: string) {
    agentDesk().drafts.set(this.conversationId, text);
    this.data.draft = text;
  },
  onTyping() {
    agentDesk().typing();
  },
  onRaise() {
    this.setData({ toEnd: this.data.toEnd + 1 });
  },
  onShift() {
    this.setData({ shift: this.data.shift + 1 });
  },
  onThreadTouch() {
    this.selectComponent('#composer')?.fold();
  },
  async onOlder() {
    if (this.data.loadingOlder) return;
    this.setData({ loadingOlder: true });
    try {
      await agentDesk().loadOlder(this.conversationId);
    } catch (error) {
      appPorts().log.warn('history', error);
    } finally {
      this.setData({ loadingOlder: false });
    }
  },
  onResend(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
    agentDesk().resend(event.detail.id);
  },
  onMenu(
    event: WechatMiniprogram.CustomEvent<{
      id: string;
      text: string;
      state: string;
    }>
  ) {
    messageMenu(event.detail, agentDesk());
  },

  onEnd() {
    this.setData({ sheet: true });
  },
  onSheetClose() {
    this.setData({ sheet: false });
  },
  async onEndConfirmed(
    event: WechatMiniprogram.CustomEvent<{ reason: CloseReason }>
  ) {
    this.setData({ closing: true });
    try {
      await agentDesk().close(this.conversationId, event.detail.reason);
      this.setData({ sheet: false });
    } catch (error) {
      this.say(error);
    } finally {
      this.setData({ closing: false });
    }
  },
  say(error: unknown) {
    if (!(error instanceof CallError)) throw error;
    wx.showToast({ title: error.message, icon: 'none' });
  },
});
