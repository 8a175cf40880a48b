import { COPY, fill } from '../../../../contract/copy/phone';
import { appPorts } from '../../../../platform/customer';
import { patchOf } from '../../../../platform/patch';
import { soon } from '../../../../platform/soon';
import { textStyle } from '../../../../platform/text-size';
import { CallError } from '../../../../services/call';
import { isWaiting } from '../../../../views/conversation-row';
import {
  agentDesk,
  CHAT,
  enterDesk,
  leaveDesk,
  leaveSignedOut,
} from '../../desk';
import { listPageView, type ListPageView } from './list-page-view';

type Pane = 'chats' | 'code' | 'me';
type Data = ListPageView & {
  textStyle: string;
  pane: Pane;
  sheet: boolean;
  stale: boolean;
};

/** The agent's workplace: conversations, his code, himself. */
Page<Data, WechatMiniprogram.IAnyObject>({
  data: {
    textStyle: textStyle(),
    ...listPageView(agentDesk().store.get()),
    pane: 'chats',
    sheet: false,
    stale: false,
  },

  onLoad() {
    this.stop = agentDesk().store.subscribe(soon(() => this.draw()));
    this.resume();
  },
  onShow() {
    enterDesk();
    agentDesk().focusOn(null);
    this.draw();
  },
  onUnload() {
    this.stop();
    leaveDesk();
  },

  async resume() {
    try {
      await agentDesk().resume();
      this.setData({ stale: false });
    } catch (error) {
      appPorts().log.warn('account.session', error);
      this.setData({ stale: true });
    }
  },
  draw() {
    const state = agentDesk().store.get();
    if (leaveSignedOut()) return;
    const patch = patchOf(this.data, listPageView(state));
    if (Object.keys(patch).length > 0) this.setData(patch);
  },
  onRefresh() {
    this.resume();
  },
  onOpen(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
    wx.navigateTo({ url: `${CHAT}?id=${event.detail.id}` });
  },
  onPane(event: WechatMiniprogram.CustomEvent<{ pane: Pane }>) {
    this.setData({ pane: event.detail.pane });
  },

  onPresence() {
    this.setData({ sheet: true });
  },
  onSheetClose() {
    this.setData({ sheet: false });
  },
  async onPresenceChosen(
    event: WechatMiniprogram.CustomEvent<{ state: Data['presence'] }>
  ) {
    this.setData({ sheet: false });
    await this.ask(() => agentDesk().setPresence(event.detail.state));
  },
  /** Whoever waits for him is worth a second thought. */
  onSignOut() {
    this.setData({ sheet: false });
    const n = agentDesk().store.get().open.filter(isWaiting).length;
    if (n === 0) return this.signOut();
    wx.showModal({
      content: fill(COPY.signOutAsk, { n }),
      confirmText: COPY.signOut,
      cancelText: COPY.stay,
      success: ({ confirm }) => confirm && this.signOut(),
    });
  },
  async signOut() {
    await this.ask(() => agentDesk().signOut());
  },
  async ask(work: () => Promise<void>) {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      wx.showToast({ title: error.message, icon: 'none' });
    }
  },
});
