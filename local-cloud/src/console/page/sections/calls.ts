import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { badge, checkField, code, empty, textField } from '../controls';
import { ask } from '../door';
import type { CreateSection } from '../section';
import { clockTime } from '../text';

interface LogLine {
  level: string;
  text: string;
}

interface Call {
  requestId: string;
  functionName: string;
  source: string;
  caller?: { openid?: string; uid?: string } | null;
  startedAt: number;
  durationMs: number;
  memoryMb?: number;
  ok: boolean;
  result?: string;
  error?: string;
  logs: LogLine[];
}

/** Calls of functions, newest first; each opens to its log and result. */
export const callsSection: CreateSection = (redraw) => {
  let calls: Call[] | null = null;
  let name = '';
  let onlyFailed = false;

  const shown = (): Call[] =>
    (calls ?? []).filter(
      (call) =>
        (!onlyFailed || !call.ok) &&
        (call.functionName.includes(name) || call.requestId.includes(name))
    );

  const list = (): TemplateResult => {
    const wanted = shown();
    if (wanted.length === 0) return empty('没有这样的调用。');
    return html`<ul class="plain-list">
      ${repeat(wanted, ({ requestId }) => requestId, callItem)}
    </ul>`;
  };

  return {
    id: 'calls',
    title: '调用与日志',
    async refresh() {
      calls = (await ask<Call[]>('GET', 'calls?last=100')).reverse();
    },
    view: () => html`
      <section class="card">
        <div class="form">
          ${textField({
            label: '函数名或 requestId',
            type: 'search',
            value: name,
            change: (value) => {
              name = value;
              redraw();
            },
          })}
          ${checkField('只看失败', onlyFailed, (value) => {
            onlyFailed = value;
            redraw();
          })}
        </div>
        ${calls ? list() : empty('正在读取…')}
      </section>
    `,
  };
};

function callItem(call: Call): TemplateResult {
  const { functionName, source, startedAt, durationMs, ok } = call;
  return html`
    <li>
      <details class="call">
        <summary>
          <span class="quiet">${clockTime(startedAt)}</span>
          <strong>${functionName}</strong>
          ${ok ? badge('成功', 'good') : badge('失败', 'bad')}
          <span class="quiet">${durationMs} ms · ${source}</span>
        </summary>
        ${callDetails(call)}
      </details>
    </li>
  `;
}

function callDetails(call: Call): TemplateResult {
  const who = call.caller?.openid ?? call.caller?.uid ?? '没有登录的人';
  const memory = call.memoryMb === undefined ? '' : ` · ${call.memoryMb} MB`;
  return html`
    <p class="quiet">requestId ${call.requestId} · ${who}${memory}</p>
    ${call.error ? html`<p class="note bad">${call.error}</p>` : nothing}
    ${
      call.logs.length === 0
        ? html`<p class="quiet">没有写日志。</p>`
        : html`<pre class="code" tabindex="0">${call.logs.map(logLine)}</pre>`
    }
    ${
      call.result === undefined
        ? nothing
        : html`<p class="quiet">返回</p>
            ${code(call.result)}`
    }
  `;
}

const logLine = ({ level, text }: LogLine): TemplateResult =>
  html`<span class="log ${level}">${level.padEnd(5)} ${text}${'\n'}</span>`;
