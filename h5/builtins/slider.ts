import { any, number, text } from './builtin';
import type { Builtin } from './builtin';

export const slider: Builtin = {
  tag: 'slider',
  properties: {
    min: number(),
    max: number(100),
    step: number(1),
    value: number(),
    name: text(),
    activeColor: text('#1aad19'),
    backgroundColor: text(),
    blockSize: any(28),
    showValue: any(false),
  },
  create(node) {
    const range = document.createElement('input');
    range.type = 'range';
    range.style.width = '100%';
    range.addEventListener('input', () =>
      node.trigger('changing', { value: range.valueAsNumber })
    );
    range.addEventListener('change', () => {
      node.set('value', range.valueAsNumber);
      node.trigger('change', { value: range.valueAsNumber });
    });
    node.dom.append(range);
    return {
      update: () => {
        range.min = node.text('min');
        range.max = node.text('max');
        range.step = node.text('step');
        range.value = node.text('value');
        range.disabled = node.flag('disabled');
        range.style.accentColor = node.text('activeColor');
      },
    };
  },
};
