import { html, type TemplateResult } from 'lit';
import { badge, empty, table } from '../controls';
import { ask } from '../door';
import type { CreateSection } from '../section';
import { clockTime } from '../text';
import { codeList, type Code } from './code-list';
import { createCreditForm } from './credit-form';
import { sentCodes, type AuthCodes } from './sent-codes';

interface Push {
  at: number;
  touser: string;
  templateId: string;
  page?: string;
  data: Record<string, { value: string }>;
  errcode: number;
  errmsg: string;
}

/** Subscribe messages that WeChat's double took or refused. */
export const pushesSection: CreateSection = (redraw) => {
  const credits = createCreditForm(redraw);
  let pushes: Push[] | null = null;
  let codes: Code[] = [];
  let sent: AuthCodes = { codes: [], captchas: [] };

  const list = (all: Push[]): TemplateResult =>
    all.length === 0
      ? empty('还没有发过订阅消息。')
      : table('推送', ['时间', '收件人', '模板', '内容', '结果'], all.map(row));

  return {
    id: 'pushes',
    title: '推送',
    async refresh() {
      const [messages, made, told] = await Promise.all([
        ask<Push[]>('GET', 'pushes'),
        ask<Code[]>('GET', 'wechat/codes'),
        ask<AuthCodes>('GET', 'auth/codes'),
      ]);
      pushes = messages.reverse();
      codes = made.reverse();
      sent = told;
    },
    view: () => html`
      <section class="card">
        <h2>订阅消息</h2>
        ${pushes ? list(pushes) : empty('正在读取…')}
      </section>
      ${credits.view()}
      <section class="card">
        <h2>小程序码</h2>
        ${codeList(codes)}
      </section>
      <section class="card">
        <h2>短信、邮件和图形验证码</h2>
        ${sentCodes(sent)}
      </section>
    `,
  };
};

function row(push: Push): TemplateResult {
  return html`
    <tr>
      <td>${clockTime(push.at)}</td>
      <td>${push.touser}</td>
      <td>${push.templateId}</td>
      <td>
        <dl class="pairs small">
          ${Object.entries(push.data ?? {}).map(
            ([name, { value }]) =>
              html`<dt>${name}</dt>
                <dd>${value}</dd>`
          )}
        </dl>
      </td>
      <td>
        ${
          push.errcode === 0
            ? badge('已受理', 'good')
            : badge(`${push.errcode} ${push.errmsg}`, 'bad')
        }
      </td>
    </tr>
  `;
}
