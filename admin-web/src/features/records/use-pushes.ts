import { watch } from 'vue';
import type { AppContext } from '../../app-context';
import { usePages } from '../../components/use-pages';
import { pushQueryOf, type PushFilter } from './push-filter';

/** The reminders that a filter means, page after page. */
export function usePushes(
  { call }: Pick<AppContext, 'call'>,
  filter: () => PushFilter
) {
  const pages = usePages(async (after) => {
    const query = { ...pushQueryOf(filter()), ...(after ? { after } : {}) };
    const { pushes, next } = await call('record.pushes', query);
    return { rows: pushes, next };
  });
  watch(
    () => JSON.stringify(filter()),
    () => void pages.begin(),
    { immediate: true }
  );
  return pages;
}
