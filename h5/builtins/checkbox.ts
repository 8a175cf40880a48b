import { builtinOf, flag, text } from './builtin';
import type { Builtin, BuiltinNode } from './builtin';

export const checkbox: Builtin = {
  tag: 'checkbox',
  properties: { value: text(), checked: flag(), color: text(), name: text() },
  create(node) {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.addEventListener('change', () => {
      node.set('checked', box.checked);
      const group = builtinOf(node.dom.closest('wx-checkbox-group'));
      if (group) group.trigger('change', { value: checkedIn(group) });
    });
    node.dom.prepend(box);
    return {
      update: () => {
        box.checked = node.flag('checked');
        box.disabled = node.flag('disabled');
        box.style.accentColor = node.text('color');
      },
    };
  },
};

export const checkboxGroup: Builtin = {
  tag: 'checkbox-group',
  properties: { name: text() },
  create: () => ({}),
};

/** Values of the ticked boxes of a group, in order. */
export function checkedIn(group: BuiltinNode): string[] {
  return [...group.dom.querySelectorAll('wx-checkbox')]
    .map(builtinOf)
    .filter((box) => box?.flag('checked'))
    .map((box) => box?.text('value') ?? '');
}
