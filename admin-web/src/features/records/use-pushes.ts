import type { AppContext } from '../../app-context';
import { useFilteredPages } from '../../components/use-filtered-pages';
import { pushQueryOf, type PushFilter } from './push-filter';

/** The reminders that a filter means, page after page. */
export function usePushes(
  { call }: Pick<AppContext, 'call'>,
  filter: () => PushFilter
) {
  return useFilteredPages(
    () => pushQueryOf(filter()),
    async (query) => {
      const { pushes, next } = await call('record.pushes', query);
      return { rows: pushes, next };
    }
  );
}
