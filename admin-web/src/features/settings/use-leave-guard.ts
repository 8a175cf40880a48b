import { onScopeDispose, ref } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';
import type { Session } from '../session/use-session';

export type Leaving = 'save' | 'discard' | 'stay';

/**
 * Asks before a page with unsaved changes is left or its person signs out; a
 * closed tab is asked about by the browser. Another page of settings is no
 * leaving.
 */
export function useLeaveGuard(
  { beforeSignOut }: Pick<Session, 'beforeSignOut'>,
  isDirty: () => boolean,
  act: { save(): Promise<boolean>; discard(): void }
) {
  const asking = ref(false);
  let answered: ((leaving: Leaving) => void) | null = null;

  async function mayLeave(): Promise<boolean> {
    if (!isDirty()) return true;
    asking.value = true;
    const leaving = await new Promise<Leaving>((resolve) => {
      answered = resolve;
    });
    asking.value = false;
    if (leaving === 'discard') act.discard();
    return leaving === 'save' ? act.save() : leaving === 'discard';
  }
  onBeforeRouteLeave(mayLeave);
  onScopeDispose(beforeSignOut(mayLeave));

  const warn = (event: BeforeUnloadEvent) => {
    if (isDirty()) event.preventDefault();
  };
  window.addEventListener('beforeunload', warn);
  onScopeDispose(() => window.removeEventListener('beforeunload', warn));

  return { asking, answer: (leaving: Leaving) => answered?.(leaving) };
}
