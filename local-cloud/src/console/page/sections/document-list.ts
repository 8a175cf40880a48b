import { html, type TemplateResult } from 'lit';
import { code, empty, table } from '../controls';
import { brief } from '../text';

export type Look = 'table' | 'json';
export type StoredDocument = { _id: string } & Record<string, unknown>;

const MOST_COLUMNS = 8;

/** Documents as a table of their first fields, or whole as JSON. */
export function documentList(
  documents: StoredDocument[],
  look: Look,
  open: (document: StoredDocument) => void
): TemplateResult {
  if (documents.length === 0) return empty('没有符合条件的文档。');
  if (look === 'json') return html`${documents.map((one) => code(one))}`;
  const columns = columnsOf(documents);
  const row = (document: StoredDocument): TemplateResult => html`
    <tr>
      <th scope="row">
        <button type="button" class="link" @click=${() => open(document)}>
          ${brief(document._id, 40)}
        </button>
      </th>
      ${columns.map(
        (name) => html`<td class="value">${brief(document[name])}</td>`
      )}
    </tr>
  `;
  return table('查询结果', ['_id', ...columns], documents.map(row));
}

/** The fields of the documents, those that most of them have first. */
function columnsOf(documents: StoredDocument[]): string[] {
  const seen = new Map<string, number>();
  for (const name of documents.flatMap((one) => Object.keys(one))) {
    seen.set(name, (seen.get(name) ?? 0) + 1);
  }
  seen.delete('_id');
  const names = [...seen.entries()].sort(([, a], [, b]) => b - a);
  return names.slice(0, MOST_COLUMNS).map(([name]) => name);
}
