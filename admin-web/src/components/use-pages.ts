import { onScopeDispose, ref, shallowRef } from 'vue';
import type { PageMark } from '../../../domain/actions/page';
import { asRequestFailed, type RequestFailed } from '../cloud/request-failed';

export interface Page<Row> {
  rows: readonly Row[];
  next: PageMark | null;
}

export type Pages<Row> = ReturnType<typeof usePages<Row>>;

/** A page may be empty and still have a next: so many are asked in a row. */
const EMPTY_PAGES = 5;

/**
 * A list that is read page after page. `fetch` is asked for the first page
 * without a mark; what was asked before `begin` is answered to nobody. Never
 * rejects: what went wrong stands in `failure`, and old rows stay.
 */
export function usePages<Row>(
  fetch: (after: PageMark | undefined) => Promise<Page<Row>>
) {
  const rows = shallowRef<readonly Row[]>([]);
  const next = shallowRef<PageMark | null>(null);
  const loaded = ref(false);
  const loading = ref(false);
  const failure = shallowRef<RequestFailed | null>(null);
  let turn = 0;

  async function load(known: readonly Row[], mark?: PageMark): Promise<void> {
    const mine = ++turn;
    loading.value = true;
    try {
      await fill(mine, known, mark);
      if (mine === turn) failure.value = null;
    } catch (cause) {
      if (mine === turn) failure.value = asRequestFailed(cause);
    } finally {
      if (mine === turn) loading.value = false;
    }
  }

  async function fill(
    mine: number,
    known: readonly Row[],
    mark: PageMark | undefined
  ): Promise<void> {
    let after = mark;
    for (let asked = 0; asked < EMPTY_PAGES; asked++) {
      const page = await fetch(after);
      if (mine !== turn) return;
      rows.value = [...known, ...page.rows];
      next.value = page.next;
      loaded.value = true;
      if (page.rows.length > 0 || page.next === null) return;
      after = page.next;
    }
  }

  async function more(): Promise<void> {
    if (loading.value || next.value === null) return;
    await load(rows.value, next.value);
  }

  onScopeDispose(() => (turn += 1));
  return {
    rows,
    next,
    loaded,
    loading,
    failure,
    /** From the first page on. */
    begin: () => load([]),
    more,
    /** What a row has become; the others stay where they are. */
    patch(fits: (row: Row) => boolean, change: (row: Row) => Row | null) {
      rows.value = rows.value.flatMap((row) => {
        if (!fits(row)) return [row];
        const changed = change(row);
        return changed === null ? [] : [changed];
      });
    },
  };
}
