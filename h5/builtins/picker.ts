import { button, element, openOverlay } from '../wx/overlay';
import { any, text } from './builtin';
import type { Builtin, BuiltinNode } from './builtin';

/** `selector` as a sheet, `date` and `time` by the browser's own fields. */
export const picker: Builtin = {
  tag: 'picker',
  properties: {
    mode: text('selector'),
    range: any([]),
    rangeKey: text(),
    value: any(0),
    start: text(),
    end: text(),
    fields: text('day'),
    name: text(),
    headerText: text(),
  },
  create(node) {
    node.component.addListener('tap', () => {
      if (!node.flag('disabled')) open(node);
    });
    return {};
  },
};

function open(node: BuiltinNode): void {
  const mode = node.text('mode');
  const sheet = element('div', { class: 'native-sheet', role: 'dialog' });
  const choose = (value: unknown) => {
    close();
    node.set('value', value);
    node.trigger('change', { value });
  };
  if (mode === 'selector') sheet.append(...options(node, choose));
  else if (mode === 'date' || mode === 'time') {
    sheet.append(...fieldOf(node, mode, choose));
  } else
    throw new Error(`<picker mode="${mode}"> is not provided by this host`);
  const cancel = () => {
    close();
    node.trigger('cancel');
  };
  sheet.append(button('取消', cancel, { 'data-cancel': '' }));
  const close = openOverlay(sheet, true);
}

function options(node: BuiltinNode, choose: (value: number) => void) {
  const range = node.raw('range');
  const key = node.text('rangeKey');
  const labels = (Array.isArray(range) ? range : []).map((item: unknown) =>
    String(key ? (item as Record<string, unknown>)[key] : item)
  );
  return labels.map((label, index) => button(label, () => choose(index)));
}

function fieldOf(
  node: BuiltinNode,
  type: string,
  choose: (value: string) => void
) {
  const field = element('input', {
    type,
    value: node.text('value'),
    min: node.text('start'),
    max: node.text('end'),
  }) as HTMLInputElement;
  return [field, button('确定', () => choose(field.value))];
}
