import { clockDate } from './clock-time';
import { h } from './dom';
import type { Live, Trouble } from './stage-api';

const MINUTE = 60_000;
const STEPS: [label: string, ms: number][] = [
  ['+5 分钟', 5 * MINUTE],
  ['+1 小时', 60 * MINUTE],
  ['+24 小时', 24 * 60 * MINUTE],
];

/** Something beside the phones that follows what the cloud is doing. */
export interface Tool {
  render(customer: string, live: Live): void;
}

export class ClockCard implements Tool {
  private readonly time = h('small');

  constructor(root: HTMLElement, advance: (ms: number) => Promise<void>) {
    const buttons = STEPS.map(([label, ms]) =>
      h('button', { type: 'button', click: () => void advance(ms) }, label)
    );
    root.append(
      h(
        'div',
        { class: 'card', id: 'clock' },
        h('h3', {}, '时钟', this.time),
        h('div', { class: 'buttons' }, ...buttons)
      )
    );
  }

  render(_customer: string, { now }: Live): void {
    this.time.textContent = clockDate(now);
  }
}

export interface TroubleActions {
  customerOffline: (on: boolean) => void;
  agentOffline: (on: boolean) => void;
  cloud: (change: Partial<Trouble>) => void;
  restart: () => Promise<void>;
}

/** Switches that really do what they say, and the product's own reaction. */
export class TroubleCard implements Tool {
  private readonly switches = new Map<string, HTMLInputElement>();

  constructor(
    root: HTMLElement,
    private readonly actions: TroubleActions
  ) {
    const { customerOffline, agentOffline, cloud } = actions;
    root.append(
      h(
        'div',
        { class: 'card', id: 'trouble' },
        h(
          'h3',
          {},
          '制造麻烦',
          h('button', { class: 'link', click: () => this.allOff() }, '全部恢复')
        ),
        this.toggle('customer', '客户手机断网', '先存在手机', customerOffline),
        this.toggle('agent', '客服手机断网', '先存在手机', agentOffline),
        this.toggle('realtime', '实时推送失灵', '已改用轮询', (on) =>
          cloud({ realtime: on })
        ),
        this.toggle('slow', '函数变慢 2 秒', '编号晚到', (on) =>
          cloud({ slow: on })
        ),
        this.restartRow()
      )
    );
  }

  render(_customer: string, { trouble }: Live): void {
    for (const name of ['slow', 'realtime'] as const) {
      this.set(name, trouble[name]);
    }
  }

  private allOff(): void {
    for (const [name, input] of this.switches) {
      if (!input.checked) continue;
      this.set(name, false);
      input.dispatchEvent(new Event('change'));
    }
  }

  private toggle(
    name: string,
    label: string,
    reaction: string,
    change: (on: boolean) => void
  ): HTMLElement {
    const input = h('input', {
      type: 'checkbox',
      role: 'switch',
      name,
      change: () => change(input.checked),
    });
    this.switches.set(name, input);
    return h(
      'label',
      { class: 'toggle' },
      h('span', {}, label),
      h('small', {}, reaction),
      input
    );
  }

  private set(name: string, on: boolean): void {
    const input = this.switches.get(name);
    if (input && document.activeElement !== input) input.checked = on;
  }

  private restartRow(): HTMLElement {
    const button = h('button', { type: 'button', id: 'restart' }, '执行');
    button.addEventListener('click', () => {
      button.disabled = true;
      void this.actions.restart().finally(() => (button.disabled = false));
    });
    return h(
      'div',
      { class: 'toggle' },
      h('span', {}, '杀掉本机云再启动'),
      button
    );
  }
}

export class Counters implements Tool {
  private readonly text = h('small');

  constructor(root: HTMLElement, clear: () => void) {
    root.append(
      h(
        'p',
        { class: 'counters' },
        this.text,
        h('button', { type: 'button', class: 'link', click: clear }, '清空数据')
      )
    );
  }

  render(_customer: string, { calls, watches, reads, writes }: Live): void {
    this.text.textContent = `函数 ${calls} 次 · 读 ${reads} 写 ${writes} · 监听 ${watches}`;
  }
}
