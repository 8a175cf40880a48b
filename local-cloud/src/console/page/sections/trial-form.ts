import { html, nothing, type TemplateResult } from 'lit';
import {
  areaField,
  checkField,
  choiceField,
  form,
  textField,
} from '../controls';
import {
  BLANK_WISH,
  objectText,
  requestOf,
  wishOf,
  type TrialRequest,
  type Wish,
} from './trial-wish';

const KINDS = [
  ['phone', '小程序用户'],
  ['web', '网页用户'],
  ['nobody', '未登录'],
] as const;
const OPERATIONS = [
  ['read', 'read 读'],
  ['create', 'create 新建'],
  ['update', 'update 更新'],
  ['delete', 'delete 删除'],
] as const;
const LOGINS = [
  'CUSTOM',
  'USERNAME',
  'EMAIL',
  'PHONE',
  'ANONYMOUS',
  'WECHAT_PUBLIC',
  'WECHAT_OPEN',
].map((name) => [name, name] as const);

/** Who asks what: the fields of a trial. */
export function createTrialForm(redraw: () => void, submit: () => void) {
  let collections: string[] = [];
  let wish: Wish = { ...BLANK_WISH };

  const set =
    <Name extends keyof Wish>(name: Name) =>
    (value: Wish[Name]) => {
      wish[name] = value;
      redraw();
    };

  const area = (
    name: 'query' | 'data' | 'update',
    label: string,
    placeholder: string
  ): TemplateResult =>
    areaField({ label, placeholder, value: wish[name], change: set(name) });

  const who = (): TemplateResult => html`
    ${choiceField({
      label: '身份',
      value: wish.kind,
      options: KINDS,
      change: set('kind'),
    })}
    ${
      wish.kind === 'nobody'
        ? nothing
        : textField({
            label: wish.kind === 'phone' ? 'openid' : 'uid',
            value: wish.person,
            change: set('person'),
          })
    }
    ${
      wish.kind === 'web'
        ? choiceField({
            label: 'loginType',
            value: wish.loginType,
            options: LOGINS,
            change: set('loginType'),
          })
        : nothing
    }
  `;

  const what = (): TemplateResult =>
    wish.operation === 'create'
      ? area('data', '数据', "{ title: '…' }")
      : html`
          ${area('query', '查询', "{ _openid: '{openid}' }")}
          ${
            wish.operation === 'update'
              ? area('update', '更新', "{ $set: { title: '…' } }")
              : nothing
          }
        `;

  const flags = (): TemplateResult => html`
    <div class="actions">
      <button type="submit" class="primary">试一下</button>
      ${
        wish.operation === 'create'
          ? nothing
          : checkField('用 doc(id)', wish.byId, set('byId'))
      }
      ${
        wish.operation === 'update'
          ? [
              checkField('整个替换（set）', wish.replace, set('replace')),
              checkField('没有就新建（upsert）', wish.upsert, set('upsert')),
            ]
          : nothing
      }
    </div>
  `;

  const view = (): TemplateResult =>
    form(
      html`
        ${who()}
        ${choiceField({
          label: '集合',
          value: wish.collection,
          options: collections.map((name) => [name, name] as const),
          change: set('collection'),
        })}
        ${choiceField({
          label: '操作',
          value: wish.operation,
          options: OPERATIONS,
          change: set('operation'),
        })}
        ${what()} ${flags()}
      `,
      submit,
      '规则试验'
    );

  function offer(names: string[]): void {
    collections = names;
    if (!names.includes(wish.collection)) wish.collection = names[0] ?? '';
  }

  /** The same request with another query, which doc(id) cannot carry. */
  function ask(query: unknown): void {
    Object.assign(wish, { query: objectText(query), byId: false });
  }

  return {
    offer,
    ask,
    load: (request: TrialRequest) => void (wish = wishOf(request)),
    read: () => requestOf(wish),
    view,
  };
}
