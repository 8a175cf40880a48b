import { html, nothing, type TemplateResult } from 'lit';
import { empty, table } from '../controls';
import { ask } from '../door';
import type { CreateSection } from '../section';
import { bytes, dateTime } from '../text';

interface StoredFile {
  path: string;
  size: number;
  contentType: string;
  owner: { openid?: string; uid?: string } | null;
  createdAt: number;
}

interface FileList {
  files: StoredFile[];
  /** All that there are, shown or not. */
  total: number;
}

/** What a browser shows as a picture; many SDKs send no type. */
const PICTURE_TYPE = /^image\/(png|jpeg|gif|webp|bmp|avif)$/;
const PICTURE_NAME = /\.(png|jpe?g|gif|webp|bmp|avif)$/i;

/** The bucket: what lies in it, whose it is, and a look at pictures. */
export const filesSection: CreateSection = (redraw) => {
  let files: StoredFile[] | null = null;
  let total = 0;
  let shown: string | null = null;

  const row = (file: StoredFile): TemplateResult => html`
    <tr>
      <th scope="row" class="value">${file.path}</th>
      <td class="number">${bytes(file.size)}</td>
      <td>${file.contentType}</td>
      <td>${file.owner?.openid ?? file.owner?.uid ?? '服务端'}</td>
      <td>${dateTime(file.createdAt)}</td>
      <td class="number">
        ${
          isPicture(file)
            ? html`<button
                type="button"
                class="quiet"
                aria-label="看 ${file.path}"
                @click=${() => {
                  shown = shown === file.path ? null : file.path;
                  redraw();
                }}
              >
                ${shown === file.path ? '收起' : '看'}
              </button>`
            : nothing
        }
        <a href=${address(file.path)} download=${nameOf(file.path)}>下载</a>
      </td>
    </tr>
    ${
      shown === file.path
        ? html`<tr>
            <td colspan="6">
              <img class="preview" src=${address(file.path)} alt=${file.path} />
            </td>
          </tr>`
        : nothing
    }
  `;

  const list = (all: StoredFile[]): TemplateResult =>
    all.length === 0
      ? empty('云存储里还没有文件。')
      : table(
          '文件',
          ['路径', '大小', '类型', '谁传的', '时间', ''],
          all.map(row)
        );

  return {
    id: 'files',
    title: '文件',
    async refresh() {
      ({ files, total } = await ask<FileList>('GET', 'files?limit=200'));
    },
    view: () => html`
      <section class="card">
        ${files ? list(files) : empty('正在读取…')}
        ${
          files && total > files.length
            ? html`<p>共 ${total} 个，这里是前 ${files.length} 个。</p>`
            : nothing
        }
      </section>
    `,
  };
};

const isPicture = ({ path, contentType }: StoredFile): boolean =>
  PICTURE_TYPE.test(contentType) || PICTURE_NAME.test(path);

const address = (path: string): string =>
  `../files/content?path=${encodeURIComponent(path)}`;

const nameOf = (path: string): string => path.split('/').pop() ?? path;
