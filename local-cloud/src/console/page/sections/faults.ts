import { html, nothing, type TemplateResult } from 'lit';
import { createAction } from '../action';
import { button, empty, failure } from '../controls';
import { ask } from '../door';
import type { CreateSection } from '../section';
import { faultLines, type FaultsInForce } from './fault-lines';
import { ORDERS } from './fault-orders';
import { createOrderForm } from './order-form';

/** Failures in force, and forms that order more. */
export const faultsSection: CreateSection = (redraw) => {
  const action = createAction(redraw);
  let inForce: FaultsInForce | null = null;
  let told: string | null = null;

  const order = (body: object): Promise<void> =>
    action.run(async () => {
      told = null;
      const reply = await ask<FaultsInForce & { cut?: number }>(
        'POST',
        'faults',
        body
      );
      const { cut, ...rest } = reply;
      inForce = rest;
      if (cut !== undefined) told = `切断了 ${cut} 条连接`;
    });

  const forms = ORDERS.map((kind) =>
    createOrderForm(kind, (body) => void order(body))
  );

  const current = (): TemplateResult => {
    if (!inForce) return empty('正在读取…');
    const lines = faultLines(inForce);
    if (lines.length === 0) return empty('没有故障，一切正常。');
    return html`<ul class="plain-list">
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>`;
  };

  return {
    id: 'faults',
    title: '故障',
    async refresh() {
      inForce = await ask('GET', 'faults');
    },
    view: () => html`
      <section class="card">
        <h2>生效中</h2>
        ${current()} ${failure(action.error)}
        ${told ? html`<p class="note good" role="status">${told}</p>` : nothing}
        <div class="actions">
          ${button('全部清除', () => void order({ clear: true }))}
          ${button(
            '切断所有连接',
            () => void order({ cutSockets: true }),
            'danger'
          )}
        </div>
      </section>
      <div class="grid">${forms.map((view) => view())}</div>
    `,
  };
};
