import { computed, ref, shallowRef } from 'vue';
import type { OutputOf } from '../../../../domain/actions/index';
import {
  DEFAULT_SETTINGS,
  type Settings,
} from '../../../../domain/settings/schema';
import type { Call } from '../../cloud/client';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';

export type Revision = OutputOf<'settings.history'>['revisions'][number];

/** A revision beside the one before it, for what it changed. */
export interface Step {
  revision: Revision;
  before: Settings;
}

/** Every revision, the last one first; read page after page. */
export function useHistory(call: Call) {
  const revisions = shallowRef<readonly Revision[]>([]);
  const next = ref<number | null>(null);
  const loaded = ref(false);
  const loading = ref(false);
  const failure = shallowRef<RequestFailed | null>(null);

  async function load(beforeRev?: number): Promise<void> {
    if (loading.value) return;
    loading.value = true;
    try {
      const page = await call(
        'settings.history',
        beforeRev === undefined ? {} : { beforeRev }
      );
      const known = beforeRev === undefined ? [] : revisions.value;
      revisions.value = [...known, ...page.revisions];
      next.value = page.next;
      loaded.value = true;
      failure.value = null;
    } catch (cause) {
      failure.value = asRequestFailed(cause);
    } finally {
      loading.value = false;
    }
  }

  /** The last one of a page waits until the one before it is known. */
  const steps = computed(() =>
    revisions.value.flatMap((revision, at): Step[] => {
      const before =
        revisions.value[at + 1]?.settings ??
        (next.value === null ? DEFAULT_SETTINGS : null);
      return before ? [{ revision, before }] : [];
    })
  );

  return {
    steps,
    next,
    loaded,
    loading,
    failure,
    begin: () => load(),
    more: () => load(next.value ?? undefined),
  };
}
