import { flag, text } from './builtin';
import type { Builtin, BuiltinNode } from './builtin';
import { formOf, resetForm, submitForm } from './form';

/** Open types that simply report that WeChat agreed. */
const AGREED: Record<string, [event: string, detail: object]> = {
  agreePrivacyAuthorization: [
    'agreeprivacyauthorization',
    { errMsg: 'agreePrivacyAuthorization:ok' },
  ],
  chooseAvatar: ['chooseavatar', { avatarUrl: '' }],
  contact: ['contact', { path: '', query: {}, errMsg: 'enterContact:ok' }],
  getUserInfo: ['getuserinfo', { errMsg: 'getUserInfo:ok' }],
  launchApp: ['launchapp', { errMsg: 'launchApp:ok' }],
  openSetting: ['opensetting', { errMsg: 'openSetting:ok', authSetting: {} }],
};

export const button: Builtin = {
  tag: 'button',
  properties: {
    size: text('default'),
    type: text('default'),
    plain: flag(),
    loading: flag(),
    formType: text(),
    openType: text(),
    hoverClass: text('button-hover'),
  },
  create(node) {
    const { dom } = node;
    dom.tabIndex = 0;
    if (!dom.hasAttribute('role')) dom.setAttribute('role', 'button');
    node.component.addListener('tap', () => {
      if (node.flag('disabled')) return;
      press(node);
    });
    return {
      update: (changed) => {
        if (changed !== 'size' && changed !== 'type') return;
        dom.setAttribute(changed, node.text(changed));
      },
    };
  },
};

function press(node: BuiltinNode): void {
  const open = node.text('openType');
  const agreed = AGREED[open];
  if (agreed) node.trigger(...agreed);
  else if (open) refuse(node, open);
  const target = formOf(node.dom);
  if (!target) return;
  if (node.text('formType') === 'submit') submitForm(target, node);
  if (node.text('formType') === 'reset') resetForm(target);
}

/** What only WeChat can give fails, and says so, instead of a false success. */
function refuse(node: BuiltinNode, openType: string): void {
  const errMsg = `${openType}:fail not provided by this host`;
  console.error(
    `<button open-type="${openType}"> is not provided by this host`
  );
  node.trigger(openType.toLowerCase(), { errMsg });
}
