import { checkedIn } from './checkbox';
import { builtinOf, flag } from './builtin';
import type { Builtin, BuiltinNode } from './builtin';

/** Tags that have a name and a value. */
const FIELDS = [
  'wx-input',
  'wx-textarea',
  'wx-switch',
  'wx-slider',
  'wx-picker',
  'wx-checkbox-group',
  'wx-radio-group',
].join(',');

export const form: Builtin = {
  tag: 'form',
  properties: { reportSubmit: flag(), reportSubmitTimeout: flag() },
  create: () => ({}),
};

export function formOf(dom: HTMLElement): BuiltinNode | undefined {
  return builtinOf(dom.closest('wx-form'));
}

export function submitForm(target: BuiltinNode, by: BuiltinNode): void {
  const value: Record<string, unknown> = {};
  for (const field of fieldsOf(target)) {
    const name = field.text('name');
    if (name) value[name] = valueOf(field);
  }
  target.trigger('submit', { value, target: by.component.dataset });
}

export function resetForm(target: BuiltinNode): void {
  for (const field of fieldsOf(target)) {
    if (field.dom.localName === 'wx-switch') field.set('checked', false);
    else field.set('value', field.dom.localName === 'wx-slider' ? 0 : '');
  }
  target.trigger('reset');
}

function fieldsOf(target: BuiltinNode): BuiltinNode[] {
  return [...target.dom.querySelectorAll(FIELDS)]
    .map(builtinOf)
    .filter((field) => field !== undefined);
}

function valueOf(field: BuiltinNode): unknown {
  const { localName } = field.dom;
  if (localName === 'wx-switch') return field.flag('checked');
  if (localName === 'wx-checkbox-group') return checkedIn(field);
  return field.raw('value');
}
