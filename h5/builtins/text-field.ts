import { any, flag, number, text } from './builtin';
import type { BuiltinNode, LiveBuiltin, PropertySpec } from './builtin';

export type Field = HTMLInputElement | HTMLTextAreaElement;

export const FIELD_PROPERTIES: Record<string, PropertySpec> = {
  value: any(''),
  name: text(),
  type: text('text'),
  password: flag(),
  placeholder: text(),
  placeholderStyle: text(),
  placeholderClass: text('input-placeholder'),
  maxlength: number(140),
  focus: flag(),
  autoFocus: flag(),
  confirmType: text('done'),
  confirmHold: flag(),
  cursor: number(-1),
  cursorSpacing: any(0),
  cursorColor: text(),
  selectionStart: number(-1),
  selectionEnd: number(-1),
  adjustPosition: flag(true),
  holdKeyboard: flag(),
  alwaysEmbed: flag(),
  safePasswordCertPath: text(),
  safePasswordLength: any(0),
  safePasswordTimeStamp: any(0),
  safePasswordNonce: text(),
  safePasswordSalt: text(),
  safePasswordCustomHash: text(),
};

interface FieldOptions {
  /** Whether Enter means "confirm" now. */
  confirms(): boolean;
  /** After the text changed, by the person or by the owner. */
  changed(): void;
}

/** What `input` and `textarea` share: text, focus, placeholder, events. */
export function createField(
  node: BuiltinNode,
  field: Field,
  options: FieldOptions
): LiveBuiltin {
  const box = document.createElement('div');
  box.className = 'native-field';
  box.append(field);
  node.dom.append(box);
  const placeholder = new Placeholder(node, field);
  let typing = false;
  const write = () => {
    const value = node.text('value');
    if (typing || field.value === value) return;
    field.value = value;
    placeholder.sync();
    options.changed();
  };
  field.addEventListener('input', () => {
    typing = true;
    node.set('value', field.value);
    typing = false;
    placeholder.sync();
    options.changed();
    const { value, selectionStart: cursor } = field;
    node.trigger('input', { value, cursor, keyCode: 0 });
  });
  listenToFocus(node, field);
  field.addEventListener('keydown', (event) => {
    const { key, isComposing, shiftKey } = event as KeyboardEvent;
    if (key !== 'Enter' || isComposing || shiftKey) return;
    if (!options.confirms()) return;
    event.preventDefault();
    node.trigger('confirm', { value: field.value });
    if (!node.flag('confirmHold')) field.blur();
  });
  if (node.flag('autoFocus')) setTimeout(() => field.focus());
  return {
    update: (changed) => {
      if (changed === 'value') write();
      if (changed.startsWith('placeholder')) placeholder.draw();
      if (changed === 'focus') focus(node, field);
      if (changed === 'disabled') field.disabled = node.flag('disabled');
      if (changed === 'maxlength') limit(node, field);
      if (changed === 'cursorColor') {
        field.style.caretColor = node.text('cursorColor');
      }
    },
  };
}

/** A browser has no soft keyboard: its height is 0, and it is told. */
function listenToFocus(node: BuiltinNode, field: Field): void {
  const keyboard = () =>
    node.trigger('keyboardheightchange', { height: 0, duration: 0 });
  field.addEventListener('focus', () => {
    node.trigger('focus', { value: field.value, height: 0 });
    keyboard();
  });
  field.addEventListener('blur', () => {
    const { value, selectionStart: cursor } = field;
    node.trigger('blur', { value, cursor });
    keyboard();
  });
}

function focus(node: BuiltinNode, field: Field): void {
  const wanted = node.flag('focus');
  const has = document.activeElement === field;
  if (wanted && !has) setTimeout(() => field.focus());
  if (!wanted && has) field.blur();
}

function limit(node: BuiltinNode, field: Field): void {
  const length = node.number('maxlength');
  if (length >= 0) field.maxLength = length;
  else field.removeAttribute('maxlength');
}

/** Drawn as an element of its own, since its class is the owner's. */
class Placeholder {
  private element: HTMLElement | undefined;

  constructor(
    private readonly node: BuiltinNode,
    private readonly field: Field
  ) {}

  draw(): void {
    const fresh = this.node.elementWithClass(
      this.node.text('placeholderClass')
    );
    fresh.setAttribute('style', this.node.text('placeholderStyle'));
    fresh.dataset['placeholder'] = '';
    fresh.textContent = this.node.text('placeholder');
    this.element?.remove();
    this.element = fresh;
    this.field.setAttribute('aria-placeholder', fresh.textContent);
    this.field.before(fresh);
    this.sync();
  }

  sync(): void {
    if (this.element) this.element.hidden = this.field.value !== '';
  }
}
