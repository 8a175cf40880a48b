import { html, nothing, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { createAction } from '../action';
import { areaField, button, failure, form } from '../controls';
import { ask } from '../door';
import { pretty, readObject } from '../text';
import type { StoredDocument } from './document-list';

/** One document to look at, change, add or remove, as the server. */
export function createDocumentDialog(
  redraw: () => void,
  changed: () => Promise<void>
) {
  const action = createAction(redraw);
  const element = createRef<HTMLDialogElement>();
  let collection = '';
  /** null: the document is a new one. */
  let id: string | null = null;
  let text = '';

  function show(name: string, document: StoredDocument | null): void {
    collection = name;
    id = document?._id ?? null;
    text = document ? pretty(document) : '{\n  \n}';
    redraw();
    element.value?.showModal();
  }

  const close = (): void => element.value?.close();

  const doAndClose = (work: () => Promise<unknown>): void =>
    void action.run(async () => {
      await work();
      close();
      await changed();
    });

  const save = (): void =>
    doAndClose(() => {
      const document = readObject(text, '文档');
      return id === null
        ? ask('POST', 'documents', { collection, document })
        : ask('PUT', 'documents', { collection, id, document });
    });

  const remove = (): void =>
    doAndClose(() => ask('DELETE', 'documents', { collection, id }));

  const content = (): TemplateResult => html`
    ${areaField({
      label: '内容（扩展 JSON，日期写成 {"$date": "…"}）',
      value: text,
      rows: 16,
      change: (value) => {
        text = value;
      },
    })}
    ${failure(action.error)}
    <div class="actions">
      <button type="submit" class="primary">保存</button>
      ${button('取消', close, 'quiet')}
      <span class="spacer"></span>
      ${id === null ? nothing : button('删除文档', remove, 'danger')}
    </div>
  `;

  return {
    create: (name: string) => show(name, null),
    edit: show,
    view: (): TemplateResult => html`
      <dialog ${ref(element)} aria-labelledby="document-title">
        <h2 id="document-title">${id ?? `${collection} 的新文档`}</h2>
        ${form(content(), save, '文档')}
      </dialog>
    `,
  };
}
