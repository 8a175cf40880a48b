import { COPY } from '../../../../contract/copy/phone';

const CHOICES = [
  { state: 'online', word: COPY.presenceOnline, how: COPY.presenceOnlineHow },
  { state: 'busy', word: COPY.presenceBusy, how: COPY.presenceBusyHow },
  { state: 'break', word: COPY.presenceBreak, how: COPY.presenceBreakHow },
  {
    state: 'offline',
    word: COPY.presenceOffline,
    how: COPY.presenceOfflineHow,
  },
];

/** Events: `choose` {state}, `signout`, `close`. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    state: { type: String, value: 'offline' },
  },
  data: { choices: CHOICES, signOut: COPY.signOut },
  methods: {
    onChoose(event: WechatMiniprogram.TouchEvent) {
      const { state } = event.currentTarget.dataset as { state: string };
      this.triggerEvent('choose', { state });
    },
    onSignOut() {
      this.triggerEvent('signout');
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
  },
});
