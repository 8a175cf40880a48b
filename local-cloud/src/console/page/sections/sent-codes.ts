import { html, type TemplateResult } from 'lit';
import { empty, table } from '../controls';
import { clockTime } from '../text';

/** What `GET auth/codes` answers. */
export interface AuthCodes {
  codes: { to: string; code: string; at: number }[];
  captchas: { key: string; at: number }[];
}

/** What a person would read on the phone, in the mailbox or in a picture. */
export function sentCodes({ codes, captchas }: AuthCodes): TemplateResult {
  const all = [
    ...codes,
    ...captchas.map(({ key, at }) => ({ to: '图形验证码', code: key, at })),
  ].sort((a, b) => b.at - a.at);
  if (all.length === 0) return empty('还没有发过验证码。');
  const row = ({ to, code, at }: AuthCodes['codes'][0]): TemplateResult => html`
    <tr>
      <td>${clockTime(at)}</td>
      <td>${to}</td>
      <td><code>${code}</code></td>
    </tr>
  `;
  return table('验证码', ['时间', '发给', '验证码'], all.map(row));
}
