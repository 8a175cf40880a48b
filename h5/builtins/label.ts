import { text } from './builtin';
import type { Builtin } from './builtin';

const CONTROLS = 'wx-checkbox,wx-radio,wx-switch,wx-button,wx-input';

/** A tap on the words is a tap on the control they belong to. */
export const label: Builtin = {
  tag: 'label',
  properties: { for: text() },
  create(node) {
    node.component.addListener('tap', () => {
      const id = node.text('for');
      const owner = node.dom.closest('page-root');
      const control = id
        ? owner?.querySelector(`[id="${CSS.escape(id)}"]`)
        : node.dom.querySelector(CONTROLS);
      control
        ?.querySelector<HTMLInputElement>('input')
        ?.dispatchEvent(new MouseEvent('click', { bubbles: false }));
    });
    return {};
  },
};
