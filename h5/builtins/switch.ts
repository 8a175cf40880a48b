import { flag, text } from './builtin';
import type { Builtin } from './builtin';

export const switchTag: Builtin = {
  tag: 'switch',
  properties: {
    checked: flag(),
    type: text('switch'),
    color: text('#04BE02'),
    name: text(),
  },
  create(node) {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.setAttribute('role', 'switch');
    box.addEventListener('change', () => {
      node.set('checked', box.checked);
      node.trigger('change', { value: box.checked });
    });
    node.dom.append(box);
    return {
      update: () => {
        box.checked = node.flag('checked');
        box.disabled = node.flag('disabled');
        box.style.accentColor = node.text('color');
      },
    };
  },
};
