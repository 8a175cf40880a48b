import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { createAction } from '../action';
import { badge, button, empty, failure } from '../controls';
import { ask } from '../door';
import type { CreateSection } from '../section';

type Position = boolean | number | string;

interface Switch {
  name: string;
  value: Position;
  default: Position;
  positions: Position[] | 'number';
  why: string;
  zh?: string;
  spec: string[];
}

/** Positions of what no document settles; the changed ones are marked. */
export const switchesSection: CreateSection = (redraw) => {
  const action = createAction(redraw);
  let switches: Switch[] | null = null;

  async function refresh(): Promise<void> {
    ({ switches } = await ask<{ switches: Switch[] }>('GET', 'switches'));
  }

  const put = (wanted: Record<string, Position>): Promise<void> =>
    action.run(async () => {
      await ask('PUT', 'switches', wanted);
      await refresh();
    });

  const changed = (): Switch[] =>
    (switches ?? []).filter((one) => one.value !== one.default);

  const resetAll = (): Promise<void> =>
    put(Object.fromEntries(changed().map((one) => [one.name, one.default])));

  const item = (one: Switch): TemplateResult => {
    const isChanged = one.value !== one.default;
    return html`
      <li class="switch ${isChanged ? 'changed' : ''}">
        <div>
          <strong>${one.name}</strong>
          ${isChanged ? badge('已改', 'warn') : nothing}
          <p>${one.zh ?? one.why}</p>
          <small>${one.spec.join('、')} · 默认 ${String(one.default)}</small>
        </div>
        ${control(one, (value) => void put({ [one.name]: value }))}
      </li>
    `;
  };

  return {
    id: 'switches',
    title: '开关',
    refresh,
    view: () => html`
      <section class="card">
        <p>
          平台文档没有说清的行为。默认都取更严的一边；拿不准时，把两边都试一遍。
        </p>
        ${failure(action.error)}
        ${
          switches
            ? html`<ul class="plain-list">
                ${switches.map(item)}
              </ul>`
            : empty('正在读取…')
        }
        ${
          changed().length > 0
            ? html`<div class="actions">
                ${button('全部恢复默认', () => void resetAll())}
              </div>`
            : nothing
        }
      </section>
    `,
  };
};

function control(
  { name, value, positions }: Switch,
  set: (value: Position) => void
): TemplateResult {
  if (positions === 'number') {
    return html`<input
      type="number"
      min="0"
      aria-label=${name}
      .value=${live(String(value))}
      @change=${(event: Event) =>
        set(Number((event.target as HTMLInputElement).value))}
    />`;
  }
  return html`
    <select
      aria-label=${name}
      @change=${(event: Event) => {
        const chosen = (event.target as HTMLSelectElement).selectedIndex;
        set(positions[chosen] ?? value);
      }}
    >
      ${positions.map(
        (position) =>
          html`<option .selected=${live(position === value)}>
            ${String(position)}
          </option>`
      )}
    </select>
  `;
}
