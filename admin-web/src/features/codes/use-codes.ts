import { watch } from 'vue';
import type { OutputOf } from '../../../../domain/actions/index';
import type { AppContext } from '../../app-context';
import { usePages } from '../../components/use-pages';
import { codeQueryOf, type CodeFilter } from './code-filter';

export type CodeRow = OutputOf<'code.list'>['codes'][number];

/** The codes that a filter means; what changes them rejects if it fails. */
export function useCodes(
  { call }: Pick<AppContext, 'call'>,
  filter: () => CodeFilter
) {
  const pages = usePages(async (after) => {
    const answer = await call('code.list', {
      ...codeQueryOf(filter()),
      ...(after ? { after } : {}),
    });
    return { rows: answer.codes, next: answer.next };
  });
  watch(
    () => JSON.stringify(filter()),
    () => void pages.begin(),
    { immediate: true }
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
