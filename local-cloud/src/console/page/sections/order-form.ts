import { html, type TemplateResult } from 'lit';
import { choiceField, form, textField } from '../controls';
import type { OrderField, OrderKind } from './fault-orders';

/** A form over one kind of failure. */
export function createOrderForm(
  { title, explained, fields, body }: OrderKind,
  order: (body: object) => void
): () => TemplateResult {
  const values = Object.fromEntries(
    fields.map(({ name, value = '' }) => [name, value])
  );

  const field = ({ name, label, ...rest }: OrderField): TemplateResult => {
    const common = {
      label,
      value: values[name] ?? '',
      change: (value: string) => {
        values[name] = value;
      },
    };
    if (rest.options) return choiceField({ ...common, options: rest.options });
    const type = rest.kind === 'number' ? 'number' : 'text';
    return textField({ ...common, type, placeholder: rest.placeholder });
  };

  return () => html`
    <section class="card">
      <h2>${title}</h2>
      <p>${explained}</p>
      ${form(
        html`
          ${fields.map(field)}
          <div class="actions">
            <button type="submit">下令</button>
          </div>
        `,
        () => order(body({ ...values })),
        title
      )}
    </section>
  `;
}
