import { COPY } from '../../../../contract/copy/phone';
import { LIMITS } from '../../../../contract/limits';
import { appPorts } from '../../../../platform/customer';
import { agentHandover } from '../../desk';
import { receiverView, type ReceiverView } from './receiver-view';

/**
 * Hands a conversation on. Events: `transfer` {to: {id, kind}, name, note},
 * `close`.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
    conversationId: { type: String, value: '' },
  },
  data: {
    phase: 'loading' as 'loading' | 'ready' | 'failed',
    people: [] as ReceiverView[],
    teams: [] as ReceiverView[],
    chosen: '',
    note: '',
    noteMax: LIMITS.note,
    copy: {
      title: COPY.transferTitle,
      people: COPY.transferPeople,
      teams: COPY.transferTeams,
      note: COPY.transferNote,
      nobody: COPY.transferNobody,
      go: COPY.transfer,
      failed: COPY.loadFailed,
      retry: COPY.retry,
    },
  },
  observers: {
    visible(visible: boolean) {
      if (visible) this.load();
    },
  },
  methods: {
    async load() {
      const id = this.data.conversationId;
      this.setData({ phase: 'loading', people: [], teams: [], chosen: '' });
      try {
        const all = (await agentHandover().receivers(id)).map(receiverView);
        if (id !== this.data.conversationId) return;
        const of = (kind: string) => all.filter((one) => one.kind === kind);
        const phase = 'ready';
        this.setData({ phase, people: of('staff'), teams: of('team') });
      } catch (error) {
        appPorts().log.warn('receivers', error);
        this.setData({ phase: 'failed' });
      }
    },
    onChoose(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      const one = this.find(id);
      if (one && !one.full) this.setData({ chosen: id });
    },
    onNote(event: WechatMiniprogram.Input) {
      this.setData({ note: event.detail.value });
    },
    onTransfer() {
      const { chosen, note, busy } = this.data;
      const one = this.find(chosen);
      if (busy || !one) return;
      const to = { id: one.key, kind: one.kind };
      this.triggerEvent('transfer', { to, name: one.name, note });
    },
    find(id: string): ReceiverView | undefined {
      const { people, teams } = this.data;
      return [...people, ...teams].find((one) => one.key === id);
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
  },
});
