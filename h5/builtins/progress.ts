import { any, number, text } from './builtin';
import type { Builtin } from './builtin';

export const progress: Builtin = {
  tag: 'progress',
  properties: {
    percent: number(),
    strokeWidth: any(6),
    activeColor: text('#09BB07'),
    backgroundColor: text('#EBEBEB'),
  },
  create(node) {
    const bar = document.createElement('div');
    node.dom.style.display = 'block';
    node.dom.append(bar);
    return {
      update: () => {
        const percent = Math.min(100, Math.max(0, node.number('percent')));
        const active = node.text('activeColor');
        const rest = node.text('backgroundColor');
        bar.style.height = `${Number.parseFloat(node.text('strokeWidth'))}px`;
        bar.style.background = `linear-gradient(90deg, ${active} ${percent}%, ${rest} 0)`;
      },
    };
  },
};
