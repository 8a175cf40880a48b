import type { AppContext } from '../../app-context';
import { useFilteredPages } from '../../components/use-filtered-pages';

/** What was reported, or only what is open; what settles it may reject. */
export function useComplaints(
  { call }: Pick<AppContext, 'call'>,
  onlyOpen: () => boolean
) {
  const pages = useFilteredPages(
    () => (onlyOpen() ? { open: true as const } : {}),
    async (query) => {
      const { complaints, next } = await call('record.complaints', query);
      return { rows: complaints, next };
    }
  );

  /** It stays in the list, where it was found. */
  async function settle(complaintId: string): Promise<void> {
    const { settled } = await call('record.settleComplaint', { complaintId });
    pages.patch(
      (row) => row.complaintId === complaintId,
      (row) => ({ ...row, settled, maySettle: false })
    );
  }
  return { ...pages, settle };
}
