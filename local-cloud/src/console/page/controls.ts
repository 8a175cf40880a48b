import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { pretty } from './text';

interface Field {
  label: string;
  value: string;
  change: (value: string) => void;
  hint?: string;
  placeholder?: string;
  /** What is typed is code. */
  mono?: boolean;
}

const valueOf = (event: Event): string =>
  (event.target as HTMLInputElement).value;

/** Several lines of JSON; Ctrl+Enter does what the form does. */
export function areaField(field: Field & { rows?: number }): TemplateResult {
  const { label, value, change, placeholder = '{}', hint, rows = 3 } = field;
  return html`
    <label class="field wide">
      <span>${label}</span>
      <textarea
        rows=${rows}
        spellcheck="false"
        autocomplete="off"
        placeholder=${placeholder}
        .value=${live(value)}
        @input=${(event: Event) => change(valueOf(event))}
        @keydown=${submitByKey}
      ></textarea>
      ${hint ? html`<small>${hint}</small>` : nothing}
    </label>
  `;
}

function submitByKey(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  (event.target as HTMLTextAreaElement).form?.requestSubmit();
}

export function textField(
  field: Field & { type?: 'text' | 'number' | 'search' }
): TemplateResult {
  const { label, value, change, placeholder = '', hint, type } = field;
  const look = field.mono ? 'mono' : nothing;
  return html`
    <label class="field">
      <span>${label}</span>
      <input
        class=${look}
        type=${type ?? 'text'}
        min=${type === 'number' ? '0' : nothing}
        spellcheck="false"
        autocomplete="off"
        placeholder=${placeholder}
        .value=${live(value)}
        @input=${(event: Event) => change(valueOf(event))}
      />
      ${hint ? html`<small>${hint}</small>` : nothing}
    </label>
  `;
}

export function choiceField(
  field: Omit<Field, 'placeholder'> & {
    options: readonly (readonly [value: string, text: string])[];
  }
): TemplateResult {
  const { label, value, change, options } = field;
  return html`
    <label class="field">
      <span>${label}</span>
      <select @change=${(event: Event) => change(valueOf(event))}>
        ${options.map(
          ([option, text]) => html`
            <option value=${option} .selected=${live(option === value)}>
              ${text}
            </option>
          `
        )}
      </select>
    </label>
  `;
}

export function checkField(
  label: string,
  value: boolean,
  change: (value: boolean) => void
): TemplateResult {
  return html`
    <label class="check">
      <input
        type="checkbox"
        .checked=${live(value)}
        @change=${(event: Event) =>
          change((event.target as HTMLInputElement).checked)}
      />
      <span>${label}</span>
    </label>
  `;
}

/** A form that asks the door instead of leaving the page. */
export function form(
  content: unknown,
  submit: () => void,
  label: string
): TemplateResult {
  return html`
    <form
      class="form"
      aria-label=${label}
      @submit=${(event: Event) => {
        event.preventDefault();
        submit();
      }}
    >
      ${content}
    </form>
  `;
}

export function button(
  text: string,
  press: () => void,
  kind: 'plain' | 'danger' | 'quiet' = 'plain'
): TemplateResult {
  return html`<button type="button" class=${kind} @click=${press}>
    ${text}
  </button>`;
}

export const empty = (text: string): TemplateResult =>
  html`<p class="empty">${text}</p>`;

export const failure = (
  text: string | null
): TemplateResult | typeof nothing =>
  text === null ? nothing : html`<p class="note bad" role="alert">${text}</p>`;

export const code = (value: unknown): TemplateResult =>
  html`<pre class="code" tabindex="0">
${typeof value === 'string' ? value : pretty(value)}</pre>`;

export const badge = (
  text: string,
  kind: 'good' | 'bad' | 'warn' | 'plain' = 'plain'
): TemplateResult => html`<span class="badge ${kind}">${text}</span>`;

/** A few ways to look at the same thing. */
export function toggle(
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  value: string,
  change: (value: string) => void
): TemplateResult {
  return html`
    <span role="group" aria-label=${label} class="actions">
      ${options.map(
        ([option, text]) => html`
          <button
            type="button"
            aria-pressed=${option === value}
            @click=${() => change(option)}
          >
            ${text}
          </button>
        `
      )}
    </span>
  `;
}

/** A table that scrolls by itself where it is too wide. */
export function table(
  label: string,
  heads: unknown[],
  rows: TemplateResult[]
): TemplateResult {
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label=${label}>
      <table>
        <thead>
          <tr>
            ${heads.map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  `;
}
