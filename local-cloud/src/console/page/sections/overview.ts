import { html, nothing, type TemplateResult } from 'lit';
import { createAction } from '../action';
import { button, checkField, code, empty, failure, table } from '../controls';
import { ask } from '../door';
import type { CreateSection } from '../section';

type Counts = Record<'reads' | 'writes' | 'calls' | 'ruleReads', number>;

const CALLERS = [
  ['phone', '小程序'],
  ['web', '网页'],
  ['server', '服务端'],
  ['nobody', '未登录'],
] as const;

interface Account {
  uid: string;
  loginType: string;
  customUserId?: string;
  username?: string;
  email?: string;
  phone?: string;
}

/** Where the SDKs have to point, what was billed, and the way to begin anew. */
export const overviewSection: CreateSection = (redraw) => {
  const action = createAction(redraw);
  let address = { url: '', env: '' };
  let counters: Record<string, Counts> = {};
  let accounts: Account[] = [];
  let keepAccounts = true;
  let told: string | null = null;

  async function refresh(): Promise<void> {
    [address, counters, accounts] = await Promise.all([
      ask<typeof address>('GET', 'health'),
      ask<typeof counters>('GET', 'counters'),
      ask<Account[]>('GET', 'accounts'),
    ]);
  }

  const reset = (): Promise<void> =>
    action.run(async () => {
      told = null;
      const keep = keepAccounts ? ['accounts'] : [];
      const { emptied } = await ask<{ emptied: string[] }>('POST', 'reset', {
        keep,
      });
      told = `已清空：${emptied.join('、')}`;
      await refresh();
    });

  const zero = (): Promise<void> =>
    action.run(async () => {
      counters = await ask('DELETE', 'counters');
    });

  const row = ([kind, name]: readonly [string, string]) => {
    const {
      reads = 0,
      writes = 0,
      calls = 0,
      ruleReads = 0,
    } = counters[kind] ?? {};
    return html`<tr>
      <th scope="row">${name}</th>
      ${[reads, writes, calls, ruleReads].map(
        (n) => html`<td class="number">${n.toLocaleString()}</td>`
      )}
    </tr>`;
  };

  return {
    id: 'overview',
    title: '概览',
    refresh,
    view: () => html`
      ${failure(action.error)}
      <section class="card">
        <h2>接上 SDK</h2>
        <p>官方 SDK 不用改，只换地址。</p>
        ${code(sdkLines(address))}
      </section>
      <section class="card">
        <h2>计费次数</h2>
        ${table(
          '计费次数',
          ['谁', '读', '写', '云函数', '规则 get() 读'],
          CALLERS.map(row)
        )}
        <div class="actions">${button('归零', () => void zero())}</div>
      </section>
      <section class="card">
        <h2>网页用户</h2>
        ${
          accounts.length === 0
            ? empty('还没有网页用户。小程序用户不需要账号。')
            : table(
                '网页用户',
                ['uid', '登录方式', '名字'],
                accounts.map(person)
              )
        }
      </section>
      <section class="card">
        <h2>从头开始</h2>
        <p>
          清空文档、文件、监听、记录、故障和计数；集合、索引、规则、时钟、开关不动。
        </p>
        <div class="actions">
          ${checkField('保留账号和登录', keepAccounts, (value) => {
            keepAccounts = value;
            redraw();
          })}
          ${button('清空数据', () => void reset(), 'danger')}
        </div>
        ${told ? html`<p class="note good" role="status">${told}</p>` : nothing}
      </section>
    `,
  };
};

const person = (account: Account): TemplateResult => html`
  <tr>
    <td><code>${account.uid}</code></td>
    <td>${account.loginType}</td>
    <td>
      ${
        account.username ??
        account.customUserId ??
        account.email ??
        account.phone ??
        ''
      }
    </td>
  </tr>
`;

function sdkLines({ url, env }: { url: string; env: string }): string {
  const host = url.replace(/^http:\/\//, '');
  return [
    '// 服务端：@cloudbase/node-sdk（函数以外要设 TENCENTCLOUD=true）',
    `init({ env: '${env}', secretId: 'local', secretKey: 'local', serviceUrl: '${url}/admin' })`,
    '',
    '// 网页：@cloudbase/js-sdk',
    `const app = init({ env: '${env}' }); app.registerHost('${host}', 'http')`,
  ].join('\n');
}
