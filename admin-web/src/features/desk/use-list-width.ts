import { ref } from 'vue';
import { browserStorage } from './desk-ports';

/** How wide the list of the desk may be, px. */
export const LIST_MIN = 280;
export const LIST_MAX = 400;
const USUAL = 320;
const KEY = 'list-width';

/** As wide as he made it in this browser. */
export function useListWidth() {
  const storage = browserStorage(window.localStorage);
  const kept = storage.get(KEY);
  const width = ref(within(typeof kept === 'number' ? kept : USUAL));

  function setWidth(wished: number): void {
    width.value = within(wished);
    storage.set(KEY, width.value);
  }

  return { width, setWidth };
}

const within = (wished: number) =>
  Math.round(Math.min(LIST_MAX, Math.max(LIST_MIN, wished)));
