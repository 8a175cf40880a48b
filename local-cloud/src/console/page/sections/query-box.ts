import { html, nothing, type TemplateResult } from 'lit';
import { createAction } from '../action';
import {
  areaField,
  badge,
  button,
  failure,
  form,
  textField,
  toggle,
} from '../controls';
import { ask } from '../door';
import { readObject } from '../text';
import { createDocumentDialog } from './document-dialog';
import { documentList, type Look, type StoredDocument } from './document-list';

interface Page {
  documents: StoredDocument[];
  more: boolean;
  plan: string;
}

const LOOKS = [
  ['table', '表格'],
  ['json', 'JSON'],
] as const;

/** A query with the rights of the server, and what it found. */
export function createQueryBox(redraw: () => void) {
  const action = createAction(redraw);
  const asked = { filter: '', sort: '', limit: '20' };
  let collection = '';
  let skip = 0;
  let look: Look = 'table';
  let page: Page | null = null;
  const dialog = createDocumentDialog(redraw, () => find(skip));

  const find = (from: number): Promise<void> =>
    action.run(async () => {
      page = await ask<Page>('POST', 'query', {
        collection,
        filter: readObject(asked.filter, '条件'),
        sort: readObject(asked.sort, '排序'),
        limit: Number(asked.limit) || 20,
        skip: from,
      });
      skip = from;
    });

  async function open(name: string): Promise<void> {
    Object.assign(asked, { filter: '', sort: '' });
    collection = name;
    page = null;
    await find(0);
  }

  const set = (name: keyof typeof asked) => (value: string) => {
    asked[name] = value;
  };

  const fields = (): TemplateResult => html`
    ${areaField({
      label: '条件',
      value: asked.filter,
      change: set('filter'),
      rows: 2,
      placeholder: "{ status: 'open', n: { $gt: 3 } }",
    })}
    ${textField({
      label: '排序',
      value: asked.sort,
      change: set('sort'),
      placeholder: '{ n: -1 }',
      mono: true,
    })}
    ${textField({
      label: '条数',
      value: asked.limit,
      change: set('limit'),
      type: 'number',
    })}
    <div class="actions">
      <button type="submit" class="primary">查询</button>
      ${button('新建文档', () => dialog.create(collection), 'quiet')}
    </div>
  `;

  const result = ({ documents, more, plan }: Page): TemplateResult => html`
    <div class="actions result">
      ${planBadge(plan)}
      <span role="status">${rangeText(skip, documents.length, more)}</span>
      <span class="spacer"></span>
      ${toggle('看法', LOOKS, look, (value) => {
        look = value as Look;
        redraw();
      })}
    </div>
    ${documentList(documents, look, (document) =>
      dialog.edit(collection, document)
    )}
    <div class="actions">
      ${
        skip > 0
          ? button('上一页', () => void find(Math.max(0, skip - size())))
          : nothing
      }
      ${more ? button('下一页', () => void find(skip + size())) : nothing}
    </div>
  `;

  const size = (): number => Number(asked.limit) || 20;

  return {
    get collection() {
      return collection;
    },
    open,
    view: (): TemplateResult => html`
      <section class="card">
        <h2>查询 ${collection}</h2>
        ${form(fields(), () => void find(0), '查询')} ${failure(action.error)}
        ${page ? result(page) : nothing}
      </section>
      ${dialog.view()}
    `,
  };
}

function planBadge(plan: string): TemplateResult {
  if (plan === 'scan') return badge('没有用索引：逐个看过', 'warn');
  return badge(`用了索引 ${plan}`, 'good');
}

function rangeText(skip: number, count: number, more: boolean): string {
  if (count === 0) return '没有文档';
  return `第 ${skip + 1}–${skip + count} 个${more ? '，后面还有' : ''}`;
}
