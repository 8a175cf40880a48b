import type { OutputOf } from '../../../../domain/actions/index';
import type { AppContext } from '../../app-context';
import { useFilteredPages } from '../../components/use-filtered-pages';
import { codeQueryOf, type CodeFilter } from './code-filter';

export type CodeRow = OutputOf<'code.list'>['codes'][number];

/** The codes that a filter means; what changes them rejects if it fails. */
export function useCodes(
  { call }: Pick<AppContext, 'call'>,
  filter: () => CodeFilter
) {
  const pages = useFilteredPages(
    () => codeQueryOf(filter()),
    async (query) => {
      const { codes, next } = await call('code.list', query);
      return { rows: codes, next };
    }
  );

  /** @returns the code that he has now */
  async function make(staffId: string): Promise<string> {
    const { codeId } = await call('code.create', { staffId });
    return codeId;
  }

  /** @returns the new one */
  async function rotate(codeId: string): Promise<string> {
    const made = await call('code.rotate', { codeId });
    return made.codeId;
  }

  async function revoke(codeId: string): Promise<void> {
    await call('code.revoke', { codeId });
  }

  const hand = (fromStaffId: string, toStaffId: string) =>
    call('code.handOver', { fromStaffId, toStaffId });

  return { ...pages, make, rotate, revoke, hand };
}
