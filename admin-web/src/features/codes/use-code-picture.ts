import { onScopeDispose, ref, shallowRef } from 'vue';
import type { OutputOf } from '../../../../domain/actions/index';
import type { AppContext } from '../../app-context';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';

const LOOK_AGAIN_MS = 15_000;

/** The picture of a code; one that waits is looked for until it is there. */
export function useCodePicture(
  { call }: Pick<AppContext, 'call'>,
  codeId: string,
  onPainted: () => void
) {
  const picture = shallowRef<OutputOf<'code.picture'> | null>(null);
  const failure = shallowRef<RequestFailed | null>(null);
  const waited = ref(false);
  let timer = 0;
  let over = false;

  /** Never rejects. */
  async function load(): Promise<void> {
    try {
      picture.value = await call('code.picture', { codeId });
      failure.value = null;
    } catch (cause) {
      failure.value = asRequestFailed(cause);
    }
    if (over || failure.value) return;
    if (picture.value?.url) {
      if (waited.value) onPainted();
      return;
    }
    waited.value = true;
    timer = window.setTimeout(() => void load(), LOOK_AGAIN_MS);
  }

  onScopeDispose(() => {
    over = true;
    window.clearTimeout(timer);
  });
  return { picture, failure, load };
}
