import { onMounted, onScopeDispose, type Ref } from 'vue';
import { useRouter } from 'vue-router';
import type { RailItem } from './rail-items';

/** Ctrl+1 opens the first page of the rail, Ctrl+2 the second; ⌘ likewise. */
export function useRailKeys(items: Readonly<Ref<RailItem[]>>): void {
  const router = useRouter();

  function onKey(event: KeyboardEvent): void {
    const { altKey, ctrlKey, key, metaKey, shiftKey } = event;
    if (!(ctrlKey || metaKey) || altKey || shiftKey) return;
    if (event.isComposing || event.defaultPrevented) return;
    const item = /^[1-9]$/.test(key) ? items.value[Number(key) - 1] : undefined;
    if (!item || isAsked()) return;
    event.preventDefault();
    void router.push(item.to);
  }

  onMounted(() => window.addEventListener('keydown', onKey));
  onScopeDispose(() => window.removeEventListener('keydown', onKey));
}

/** Whether a dialog waits for an answer; a closed one may stay in the page. */
const isAsked = () =>
  [...document.querySelectorAll('.t-dialog__ctx, [data-dialog]')].some(
    (dialog) => dialog.getClientRects().length > 0
  );
