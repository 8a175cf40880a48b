import { number, text } from './builtin';
import type { Builtin } from './builtin';

/** WeChat's own little icons, as characters in their colours. */
const LOOKS: Record<string, [sign: string, color: string]> = {
  success: ['✓', '#07c160'],
  success_no_circle: ['✓', '#07c160'],
  info: ['i', '#10aeff'],
  warn: ['!', '#fa5151'],
  waiting: ['…', '#10aeff'],
  cancel: ['×', '#fa5151'],
  download: ['↓', '#07c160'],
  search: ['⌕', '#b2b2b2'],
  clear: ['×', '#b2b2b2'],
};

export const icon: Builtin = {
  tag: 'icon',
  properties: { type: text(), size: number(23), color: text() },
  create: (node) => ({
    update: () => {
      const [sign, color] = LOOKS[node.text('type')] ?? ['', ''];
      node.dom.textContent = sign;
      node.dom.style.fontSize = `${node.number('size')}px`;
      node.dom.style.color = node.text('color') || color;
    },
  }),
};
