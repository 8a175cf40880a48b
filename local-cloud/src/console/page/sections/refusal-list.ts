import { html, type TemplateResult } from 'lit';
import { button, empty, table } from '../controls';
import { clockTime } from '../text';
import type { TrialRequest } from './trial-wish';

export interface Refusal {
  at: number;
  via: 'database' | 'watch';
  collection: string;
  operation: string;
  caller: string;
  reason: string;
  hint?: string;
  request: TrialRequest | null;
}

const CALLERS: Record<string, string> = {
  phone: '小程序',
  web: '网页',
  nobody: '未登录',
};

/** What the rules denied lately; each can be tried again. */
export function refusalList(
  refusals: Refusal[],
  load: (refusal: Refusal) => void
): TemplateResult {
  if (refusals.length === 0) return empty('还没有请求被规则拒绝。');
  const row = (refusal: Refusal): TemplateResult => html`
    <tr>
      <td>${clockTime(refusal.at)}</td>
      <td>${CALLERS[refusal.caller] ?? refusal.caller}</td>
      <td>
        ${refusal.collection}.${refusal.operation}
        ${refusal.via === 'watch' ? '（监听）' : ''}
      </td>
      <td class="reason"><code>${refusal.reason}</code></td>
      <td>
        ${
          refusal.request
            ? button('载入', () => load(refusal), 'quiet')
            : '太大，没有留下'
        }
      </td>
    </tr>
  `;
  return table(
    '最近的拒绝',
    ['时间', '谁', '操作', '原因', ''],
    refusals.map(row)
  );
}
