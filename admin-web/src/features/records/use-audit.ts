import { watch } from 'vue';
import type { AppContext } from '../../app-context';
import { usePages } from '../../components/use-pages';
import { auditQueryOf, type AuditFilter } from './audit-filter';

/** What was done that a filter means, page after page. */
export function useAudit(
  { call }: Pick<AppContext, 'call'>,
  filter: () => AuditFilter
) {
  const pages = usePages((after) =>
    call('audit.list', {
      ...auditQueryOf(filter()),
      ...(after ? { after } : {}),
    })
  );
  watch(
    () => JSON.stringify(filter()),
    () => void pages.begin(),
    { immediate: true }
  );
  return pages;
}
