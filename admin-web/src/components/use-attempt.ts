import { MessagePlugin } from 'tdesign-vue-next';
import { ref } from 'vue';
import { asRequestFailed } from '../cloud/request-failed';

/** One thing at a time; a refusal is a sentence and what was typed stays. */
export function useAttempt() {
  const busy = ref(false);

  /** @returns whether it was done */
  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    try {
      await work();
      return true;
    } catch (cause) {
      void MessagePlugin.error(asRequestFailed(cause).message);
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { busy, attempt };
}
