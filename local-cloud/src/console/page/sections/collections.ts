import { html, nothing, type TemplateResult } from 'lit';
import { empty, table } from '../controls';
import { ask } from '../door';
import type { CreateSection } from '../section';
import { bytes } from '../text';
import { createQueryBox } from './query-box';

interface Index {
  name: string;
  keys: [field: string, direction: 1 | -1][];
  unique?: boolean;
  sparse?: boolean;
}

interface Collection {
  name: string;
  documents: number;
  bytes: number | null;
  indexes: Index[];
  rule: string | Record<string, boolean | string>;
}

/** What is stored, by which rule it is guarded, and any query over it. */
export const collectionsSection: CreateSection = (redraw) => {
  const queries = createQueryBox(redraw);
  let collections: Collection[] | null = null;

  const chosen = (): Collection | undefined =>
    collections?.find(({ name }) => name === queries.collection);

  async function refresh(): Promise<void> {
    collections = await ask('GET', 'collections');
    const [first] = collections ?? [];
    if (!chosen() && first) await queries.open(first.name);
  }

  const row = (one: Collection): TemplateResult => html`
    <tr aria-selected=${one.name === queries.collection}>
      <th scope="row">
        <button
          type="button"
          class="link"
          @click=${() => void queries.open(one.name)}
        >
          ${one.name}
        </button>
      </th>
      <td class="number">${one.documents.toLocaleString()}</td>
      <td class="number">${one.bytes === null ? '' : bytes(one.bytes)}</td>
      <td class="number">${one.indexes.length}</td>
      <td>${ruleSummary(one.rule)}</td>
    </tr>
  `;

  const list = (all: Collection[]): TemplateResult =>
    all.length === 0
      ? empty('还没有集合。写一条规则（PUT /__local/rules）就会建好。')
      : table('集合', ['集合', '文档', '大小', '索引', '规则'], all.map(row));

  return {
    id: 'collections',
    title: '集合与查询',
    refresh,
    view: () => {
      const one = chosen();
      return html`
        <section class="card">
          ${collections ? list(collections) : empty('正在读取…')}
        </section>
        ${one ? [queries.view(), details(one)] : nothing}
      `;
    },
  };
};

function details({ name, indexes, rule }: Collection): TemplateResult {
  const rules = typeof rule === 'string' ? { 预设: rule } : rule;
  return html`
    <section class="card two">
      <div>
        <h2>${name} 的规则</h2>
        <dl class="pairs">
          ${Object.entries(rules).map(
            ([operation, text]) =>
              html`<dt>${operation}</dt>
                <dd><code>${String(text)}</code></dd>`
          )}
        </dl>
      </div>
      <div>
        <h2>${name} 的索引</h2>
        <dl class="pairs">
          <dt>_id</dt>
          <dd><code>_id</code> 唯一</dd>
          ${indexes.map(
            (index) =>
              html`<dt>${index.name}</dt>
                <dd>${indexText(index)}</dd>`
          )}
        </dl>
      </div>
    </section>
  `;
}

function indexText({ keys, unique, sparse }: Index): TemplateResult {
  const fields = keys.map(([field, way]) => `${field} ${way > 0 ? '↑' : '↓'}`);
  const kinds = [unique && '唯一', sparse && '稀疏'].filter(Boolean);
  return html`<code>${fields.join('，')}</code> ${kinds.join('、')}`;
}

function ruleSummary(rule: Collection['rule']): string {
  return typeof rule === 'string' ? rule : Object.keys(rule).join(' / ');
}
