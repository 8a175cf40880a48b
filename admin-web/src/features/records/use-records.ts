import type { AppContext } from '../../app-context';
import { useFilteredPages } from '../../components/use-filtered-pages';
import { recordQueryOf, type RecordFilter } from './record-filter';

/** The conversations that a filter means, page after page. */
export function useRecords(
  { call }: Pick<AppContext, 'call'>,
  filter: () => RecordFilter
) {
  return useFilteredPages(
    () => recordQueryOf(filter()),
    async (query) => {
      const { records, next } = await call('record.list', query);
      return { rows: records, next };
    }
  );
}
