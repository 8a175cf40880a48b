import { COPY } from '../../../../contract/copy';
import { appPorts } from '../../../../platform/customer';
import { patchOf } from '../../../../platform/patch';
import { soon } from '../../../../platform/soon';
import { CallError } from '../../../../services/call';
import type { ListTab } from '../../../../views/conversation-row';
import { agentDesk, CHAT, enterDesk, leaveDesk, SIGN_IN } from '../../desk';
import { listPageView, type ListPageView } from './list-page-view';

type Data = ListPageView & {
  tab: ListTab;
  sheet: boolean;
  stale: boolean;
  loadingClosed: boolean;
  offset: number;
  copy: typeof WORDS;
};

const WORDS = {
  seen: COPY.seenUnanswered,
  stale: COPY.listStale,
  refresh: COPY.refresh,
};

const viewNow = (tab: ListTab) => {
  const desk = agentDesk();
  const now = desk.serverClock.now();
  return listPageView(desk.store.get(), tab, desk.drafts.get, now);
};

/** The agent's conversations. */
Page<Data, WechatMiniprogram.IAnyObject>({
  data: {
    ...viewNow('waiting'),
    tab: 'waiting',
    sheet: false,
    stale: false,
    loadingClosed: false,
    offset: 0,
    copy: WORDS,
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
      const signedIn = await agentDesk().resume();
      if (!signedIn) wx.redirectTo({ url: SIGN_IN });
    } catch (error) {
      appPorts().log.warn('account.session', error);
      this.setData({ stale: true });
    }
  },
  draw() {
    const { phase } = agentDesk().store.get();
    if (phase === 'signed-out') return wx.redirectTo({ url: SIGN_IN });
    const offset = agentDesk().serverClock.now() - Date.now();
    const view = {
      ...viewNow(this.data.tab),
      offset: Math.round(offset / 1e3) * 1e3,
    };
    const patch = patchOf(this.data, view);
    if (Object.keys(patch).length > 0) this.setData(patch);
  },

  onTab(event: WechatMiniprogram.TouchEvent) {
    const { tab } = event.currentTarget.dataset as { tab: ListTab };
    this.setData({ tab });
    this.draw();
    if (tab === 'closed') this.loadClosed();
  },
  async loadClosed() {
    if (this.data.loadingClosed) return;
    this.setData({ loadingClosed: true });
    try {
      await agentDesk().loadClosed();
      this.setData({ stale: false });
    } catch (error) {
      appPorts().log.warn('conversations.closed', error);
      this.setData({ stale: true });
    } finally {
      this.setData({ loadingClosed: false });
    }
  },
  onLower() {
    const { closedComplete } = agentDesk().store.get();
    if (this.data.tab === 'closed' && !closedComplete) this.loadClosed();
  },
  onRefresh() {
    this.setData({ stale: false });
    this.resume();
    agentDesk().refresh();
  },
  onRow(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
    wx.navigateTo({ url: `${CHAT}?id=${event.detail.id}` });
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
  async onSignOut() {
    this.setData({ sheet: false });
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
