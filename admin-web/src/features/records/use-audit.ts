import type { AppContext } from '../../app-context';
import { useFilteredPages } from '../../components/use-filtered-pages';
import { auditQueryOf, type AuditFilter } from './audit-filter';

/** What was done that a filter means, page after page. */
export function useAudit(
  { call }: Pick<AppContext, 'call'>,
  filter: () => AuditFilter
) {
  return useFilteredPages(
    () => auditQueryOf(filter()),
    (query) => call('audit.list', query)
  );
}
