import { clockTime } from './clock-time';
import { h } from './dom';
import type { Card, Live, PushRow } from './stage-api';
import type { Tool } from './tools';

const WHY: Record<string, string> = {
  pending: '等待手机或定时任务去发',
  'skipped:watching': '没有发：客户正在看，没有打扰',
  'skipped:no_credit': '没有发：没有提醒次数',
  limited: '没有发：1 小时内已到上限',
};

/** WeChat's tray: what arrived, and what was not sent and why. */
export class Tray implements Tool {
  private readonly head = h('small');
  private readonly body = h('div', { class: 'tray-list' });
  private drawn = '';

  constructor(
    root: HTMLElement,
    private readonly open: (page: string) => void
  ) {
    root.append(
      h(
        'div',
        { class: 'card tray', id: 'tray' },
        h('h3', {}, '微信通知盘', this.head),
        this.body
      )
    );
  }

  render(customer: string, live: Live): void {
    this.head.textContent = `${customer} · 剩 ${live.balance} 次`;
    const now = JSON.stringify([customer, live.cards, live.rows]);
    if (now === this.drawn) return;
    this.drawn = now;
    const unsent = live.rows.filter((row) => row.status !== 'sent');
    const items = [
      ...live.cards.map((card) => ({ at: card.at, view: this.card(card) })),
      ...unsent.map((row) => ({ at: row.at, view: note(row) })),
    ].sort((a, b) => b.at - a.at);
    this.body.replaceChildren(
      ...items.slice(0, 6).map((item) => item.view),
      ...(items.length === 0 ? [h('p', { class: 'empty' }, '还没有通知')] : [])
    );
  }

  private card(card: Card): HTMLElement {
    return h(
      'button',
      {
        type: 'button',
        class: 'notice',
        'data-page': card.page,
        click: () => this.open(card.page),
      },
      h(
        'span',
        { class: 'notice-head' },
        h('i', { 'aria-hidden': 'true' }, '云'),
        '服务通知',
        h('time', {}, clockTime(card.at))
      ),
      h('b', {}, '客服回复提醒'),
      ...card.fields.map(({ value }) => h('span', { class: 'field' }, value))
    );
  }
}

function note(row: PushRow): HTMLElement {
  const why =
    WHY[row.status] ?? `没有发：微信返回 ${row.errCode ?? '未知'}，不再重试`;
  return h(
    'p',
    { class: 'unsent', 'data-status': row.status },
    h('time', {}, clockTime(row.at)),
    why
  );
}
