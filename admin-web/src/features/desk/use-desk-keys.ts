import { onMounted, onScopeDispose } from 'vue';

/** What single keys do; a key without a deed is left alone. */
export type DeskKeys = Partial<Record<string, () => void>>;

/** A key and its modifiers: `Mod+k`, `Alt+ArrowDown`, `E`, `Shift+F6`. */
export function keyName(event: KeyboardEvent): string {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  const mod = ctrlKey || metaKey ? 'Mod+' : '';
  const alt = altKey ? 'Alt+' : '';
  const shift = shiftKey && key.length > 1 ? 'Shift+' : '';
  return mod + alt + shift + (mod ? key.toLowerCase() : key);
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/**
 * Keys of a page. Single letters act only outside of fields; what carries a
 * modifier acts everywhere. Nothing acts while an input method composes, or
 * while a dialog is open.
 */
export function useDeskKeys(keys: DeskKeys): void {
  function onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented) return;
    const name = keyName(event);
    const deed = keys[name];
    if (!deed) return;
    const plain = name.length === 1;
    if (plain && (isField(event.target) || hasDialog())) return;
    event.preventDefault();
    deed();
  }
  onMounted(() => window.addEventListener('keydown', onKey));
  onScopeDispose(() => window.removeEventListener('keydown', onKey));
}

const hasDialog = () =>
  document.querySelector('.t-dialog__ctx, [data-dialog]') !== null;
