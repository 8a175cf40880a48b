import { onScopeDispose, ref, type Ref } from 'vue';

/** Below it the rail is a bar at the bottom, and panes are pages. */
const NARROW = '(max-width: 959px)';

export function useNarrow(): Readonly<Ref<boolean>> {
  const isNarrow = () => window.matchMedia(NARROW).matches;
  const narrow = ref(isNarrow());
  const look = () => {
    narrow.value = isNarrow();
  };
  window.addEventListener('resize', look);
  onScopeDispose(() => window.removeEventListener('resize', look));
  return narrow;
}
