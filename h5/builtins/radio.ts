import { builtinOf, flag, text } from './builtin';
import type { Builtin, BuiltinNode } from './builtin';

export const radio: Builtin = {
  tag: 'radio',
  properties: { value: text(), checked: flag(), color: text(), name: text() },
  create(node) {
    const dot = document.createElement('input');
    dot.type = 'radio';
    dot.addEventListener('change', () => choose(node));
    node.dom.prepend(dot);
    return {
      update: () => {
        dot.checked = node.flag('checked');
        dot.disabled = node.flag('disabled');
        dot.style.accentColor = node.text('color');
      },
    };
  },
};

export const radioGroup: Builtin = {
  tag: 'radio-group',
  properties: { name: text(), value: text() },
  create: () => ({}),
};

function choose(node: BuiltinNode): void {
  const group = builtinOf(node.dom.closest('wx-radio-group'));
  for (const dom of group?.dom.querySelectorAll('wx-radio') ?? []) {
    const each = builtinOf(dom);
    each?.set('checked', each.component === node.component);
  }
  group?.set('value', node.text('value'));
  group?.trigger('change', { value: node.text('value') });
}
