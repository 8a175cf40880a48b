import { html, nothing, type TemplateResult } from 'lit';
import { badge, empty, table } from '../controls';
import { ask } from '../door';
import type { CreateSection } from '../section';
import { brief, bytes } from '../text';

interface Watch {
  watchId: string;
  collection: string;
  query: unknown;
  order: Record<string, 1 | -1>;
  limit?: number;
  caller: { openid?: string; uid?: string };
  /** False: it waits for its client to come back. */
  connected: boolean;
  documents: number;
  frames: number;
  bytes: number;
  /** What leads a write to it: `room=r1`, or `scan`. */
  access: string;
}

const HEADS = [
  '集合',
  '条件',
  '谁',
  '连接',
  '怎么找到',
  '文档',
  '已发帧',
  '字节',
];

/** Who watches what, and how many frames each was sent. */
export const watchesSection: CreateSection = () => {
  let watches: Watch[] | null = null;

  const row = (watch: Watch): TemplateResult => html`
    <tr>
      <th scope="row">${watch.collection}</th>
      <td class="value">
        <code>${brief(watch.query, 120)}</code>
        ${watch.limit === undefined ? nothing : html`前 ${watch.limit} 个`}
      </td>
      <td>${watch.caller.openid ?? watch.caller.uid ?? '未登录'}</td>
      <td>
        ${watch.connected ? badge('连着', 'good') : badge('等它回来', 'warn')}
      </td>
      <td class="value"><code>${watch.access}</code></td>
      <td class="number">${watch.documents}</td>
      <td class="number">${watch.frames}</td>
      <td class="number">${bytes(watch.bytes)}</td>
    </tr>
  `;

  const list = (all: Watch[]): TemplateResult =>
    all.length === 0
      ? empty('现在没有人在监听。客户端调用 watch() 之后会出现在这里。')
      : table('监听', HEADS, all.map(row));

  return {
    id: 'watches',
    title: '监听',
    async refresh() {
      watches = await ask('GET', 'watches');
    },
    view: () => html`
      <section class="card">
        <p>条件以外的写入不会让“已发帧”增加。</p>
        ${watches ? list(watches) : empty('正在读取…')}
      </section>
    `,
  };
};
