import { html, nothing, type TemplateResult } from 'lit';
import { createAction } from '../action';
import { badge, button, code, empty, failure } from '../controls';
import { ask } from '../door';
import type { CreateSection } from '../section';
import { refusalList, type Refusal } from './refusal-list';
import { createTrialForm } from './trial-form';

interface Trial {
  allowed: boolean;
  reads: number;
  reason: string | null;
  hint: string | null;
  suggestion: unknown;
  rule: boolean | string;
  addedFilter: unknown;
}

/** "As this person, this request: allowed? Why not?" */
export const rulesSection: CreateSection = (redraw) => {
  const action = createAction(redraw);
  const trialForm = createTrialForm(redraw, () => void run());
  let refusals: Refusal[] | null = null;
  let trial: Trial | null = null;

  async function refresh(): Promise<void> {
    const [denied, collections] = await Promise.all([
      ask<Refusal[]>('GET', 'refusals'),
      ask<{ name: string }[]>('GET', 'collections'),
    ]);
    refusals = denied.reverse();
    trialForm.offer(collections.map(({ name }) => name));
  }

  const run = (): Promise<void> =>
    action.run(async () => {
      trial = null;
      trial = await ask<Trial>('POST', 'rules/try', trialForm.read());
    });

  function suggest(query: unknown): void {
    trialForm.ask(query);
    void run();
  }

  function load(refusal: Refusal): void {
    if (!refusal.request) return;
    trialForm.load(refusal.request);
    void run();
    document.querySelector('h1')?.scrollIntoView();
  }

  return {
    id: 'rules',
    title: '规则试验',
    refresh,
    view: () => html`
      <section class="card">
        <h2>试一个请求</h2>
        ${trialForm.view()} ${failure(action.error)}
        <div aria-live="polite">
          ${trial ? verdict(trial, suggest) : nothing}
        </div>
      </section>
      <section class="card">
        <h2>最近的拒绝</h2>
        ${refusals ? refusalList(refusals, load) : empty('正在读取…')}
      </section>
    `,
  };
};

function verdict(
  trial: Trial,
  suggest: (query: unknown) => void
): TemplateResult {
  const { allowed, reason, hint, suggestion } = trial;
  const { reads, rule, addedFilter } = trial;
  return html`
    <div class="verdict ${allowed ? 'good' : 'bad'}" data-verdict=${allowed}>
      <strong>${allowed ? '✓ 允许' : '✕ 拒绝'}</strong>
      <dl class="pairs">
        ${pair('判的规则', quote(String(rule)))}
        ${reason ? pair('哪里没有通过', quote(reason)) : nothing}
        ${hint ? pair('查询里要能看出', quote(hint)) : nothing}
        ${
          suggestion
            ? pair('这样查就允许', [
                quote(JSON.stringify(suggestion)),
                button('换成这样', () => suggest(suggestion), 'quiet'),
              ])
            : nothing
        }
        ${addedFilter ? pair('预设另加的条件', code(addedFilter)) : nothing}
        ${
          reads > 0
            ? pair('规则读的文档', badge(`${reads} 次，要计费`, 'warn'))
            : nothing
        }
      </dl>
    </div>
  `;
}

const quote = (text: string): TemplateResult => html`<code>${text}</code>`;

const pair = (name: string, value: unknown): TemplateResult =>
  html`<dt>${name}</dt>
    <dd>${value}</dd>`;
