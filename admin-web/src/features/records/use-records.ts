import { watch } from 'vue';
import type { AppContext } from '../../app-context';
import { usePages } from '../../components/use-pages';
import { recordQueryOf, type RecordFilter } from './record-filter';

/** The conversations that a filter means, page after page. */
export function useRecords(
  { call }: Pick<AppContext, 'call'>,
  filter: () => RecordFilter
) {
  const pages = usePages(async (after) => {
    const query = { ...recordQueryOf(filter()), ...(after ? { after } : {}) };
    const { records, next } = await call('record.list', query);
    return { rows: records, next };
  });
  watch(
    () => JSON.stringify(filter()),
    () => void pages.begin(),
    { immediate: true }
  );
  return pages;
}
