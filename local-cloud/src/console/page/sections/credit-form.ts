import { html, nothing, type TemplateResult } from 'lit';
import { createAction } from '../action';
import { failure, form, textField } from '../controls';
import { ask } from '../door';

/** Consents as WeChat counts them: one accept is one message. */
export function createCreditForm(redraw: () => void) {
  const action = createAction(redraw);
  const wish = { openid: '', templateId: '', count: '1' };
  let told: string | null = null;

  const grant = (): Promise<void> =>
    action.run(async () => {
      const { credit } = await ask<{ credit: number }>(
        'POST',
        'wechat/credit',
        { ...wish, count: Number(wish.count) }
      );
      told = `${wish.openid} 对 ${wish.templateId} 还可收 ${credit} 条`;
    });

  const field = (name: keyof typeof wish, label: string): TemplateResult =>
    textField({
      label,
      value: wish[name],
      type: name === 'count' ? 'number' : 'text',
      change: (value) => {
        wish[name] = value;
      },
    });

  return {
    view: (): TemplateResult => html`
      <section class="card">
        <h2>替用户点“允许”</h2>
        <p>微信那一边的次数；点一次允许可收一条。</p>
        ${form(
          html`
            ${field('openid', 'openid')} ${field('templateId', '模板 id')}
            ${field('count', '次数')}
            <div class="actions">
              <button type="submit" class="primary">允许</button>
            </div>
          `,
          () => void grant(),
          '订阅次数'
        )}
        ${failure(action.error)}
        ${told ? html`<p class="note good" role="status">${told}</p>` : nothing}
      </section>
    `,
  };
}
