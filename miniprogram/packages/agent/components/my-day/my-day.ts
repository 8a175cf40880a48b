import { COPY, fill } from '../../../../contract/copy/phone';
import { appPorts } from '../../../../platform/customer';
import { soon } from '../../../../platform/soon';
import type { DeskState } from '../../../../services/agent-desk';
import { readToday } from '../../../../services/agent-today';
import { CallError } from '../../../../services/call';
import { dayFigures, type DayFigure } from '../../../../views/agent-day';
import { isWaiting } from '../../../../views/conversation-row';
import { personView } from '../../../../views/person';
import { agentAlerts, agentDesk } from '../../desk';

/** Himself: his day in numbers, how he is called, the way out. */
Component({
  data: {
    phase: 'loading' as 'loading' | 'ready' | 'failed',
    figures: [] as DayFigure[],
    error: '',
    person: personView('', ''),
    name: '',
    code: '',
    now: '',
    bound: '',
    sound: true,
    vibrate: true,
    copy: {
      today: COPY.todayTitle,
      alerts: COPY.alertTitle,
      sound: COPY.alertSound,
      vibrate: COPY.alertVibrate,
      bind: COPY.bindTitle,
      out: COPY.signOut,
      retry: COPY.retry,
    },
  },
  lifetimes: {
    attached() {
      const draw = soon(() => this.draw(agentDesk().store.get()));
      stopsOf(this).stop = agentDesk().store.subscribe(draw);
      this.draw(agentDesk().store.get());
      this.setData(agentAlerts().store.get());
      void this.load();
    },
    detached() {
      stopsOf(this).stop?.();
    },
  },
  methods: {
    draw({ staff, open }: DeskState) {
      const { name = '', avatar = '', staffCode = '' } = staff ?? {};
      const waiting = open.filter(isWaiting).length;
      const now = fill(COPY.todayNow, { open: open.length, waiting });
      const bound = fill(COPY.bindHow, { code: staffCode });
      const person = personView(name, avatar);
      this.setData({ name, code: staffCode, person, now, bound });
    },
    async load() {
      this.setData({ phase: 'loading', error: '' });
      try {
        const figures = dayFigures(await readToday(agentDesk()));
        this.setData({ phase: 'ready', figures });
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        appPorts().log.warn('report.day', error);
        this.setData({ phase: 'failed', error: error.message });
      }
    },
    onSound({ detail }: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
      this.setData({ sound: detail.value });
      agentAlerts().choose({ sound: detail.value });
    },
    onVibrate({ detail }: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
      this.setData({ vibrate: detail.value });
      agentAlerts().choose({ vibrate: detail.value });
    },
    onSignOut() {
      this.triggerEvent('signout');
    },
  },
});

const stopsOf = (component: object) => component as { stop?: () => void };
