import type { CustomerView } from '../../../../domain/customer/profile';
import type { AppContext } from '../../app-context';
import { useFilteredPages } from '../../components/use-filtered-pages';
import { customerQueryOf, type CustomerFilter } from './customer-filter';

/** The customers that a filter means, page after page. */
export function useCustomers(
  { call }: Pick<AppContext, 'call'>,
  filter: () => CustomerFilter
) {
  const pages = useFilteredPages(
    () => customerQueryOf(filter()),
    async (query) => {
      const { customers, next } = await call('customer.list', query);
      return { rows: customers, next };
    }
  );

  /** What was changed beside the list stands in it too. */
  function put(changed: CustomerView, agentName: string): void {
    pages.patch(
      ({ customerId }) => customerId === changed.customerId,
      () => ({ ...changed, agentName })
    );
  }
  function drop(gone: string): void {
    pages.patch(
      ({ customerId }) => customerId === gone,
      () => null
    );
  }
  return { ...pages, put, drop };
}
