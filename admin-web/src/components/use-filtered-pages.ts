import { watch } from 'vue';
import type { PageMark } from '../../../domain/actions/page';
import { usePages, type Page } from './use-pages';

/** A list that begins anew whenever something else is asked for. */
export function useFilteredPages<Query extends object, Row>(
  query: () => Query,
  fetch: (query: Query & { after?: PageMark }) => Promise<Page<Row>>
) {
  const pages = usePages((after) =>
    fetch({ ...query(), ...(after ? { after } : {}) })
  );
  watch(
    () => JSON.stringify(query()),
    () => void pages.begin(),
    { immediate: true }
  );
  return pages;
}
