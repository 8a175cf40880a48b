import { ref, shallowRef, watch } from 'vue';
import type { OutputOf } from '../../../../domain/actions/index';
import { rowsBehind } from '../../../../domain/record/behind-number';
import type { Period } from '../../../../domain/rollup/period';
import type { AppContext } from '../../app-context';
import type { Whose } from './rows-link';

type Row = OutputOf<'record.list'>['records'][number];

const SHOWN = 5;
/** Each looks through 500 conversations; few customers write anything. */
const MOST_LOOKS = 4;

/** The newest ratings with words; null until they are known. */
export function useComments(
  { call }: Pick<AppContext, 'call'>,
  asked: () => { period: Period; whose: Whose }
) {
  const rows = shallowRef<readonly Row[] | null>(null);
  const failed = ref(false);
  let turn = 0;

  async function find({ period, whose }: ReturnType<typeof asked>) {
    const days = { firstDay: period.from, lastDay: period.to };
    const query = rowsBehind('commented', { ...days, ...whose });
    const found: Row[] = [];
    let page = await call('record.list', query);
    for (let looks = 1; ; looks += 1) {
      found.push(...page.records);
      const enough = found.length >= SHOWN || looks === MOST_LOOKS;
      if (enough || page.next === null) return found.slice(0, SHOWN);
      page = await call('record.list', { ...query, after: page.next });
    }
  }

  /** Never rejects. */
  async function load(): Promise<void> {
    const mine = ++turn;
    try {
      const found = await find(asked());
      if (mine !== turn) return;
      rows.value = found;
      failed.value = false;
    } catch (cause) {
      console.info('what customers wrote is not known', cause);
      if (mine === turn) failed.value = true;
    }
  }

  watch(
    () => JSON.stringify(asked()),
    () => void load(),
    { immediate: true }
  );
  return { rows, failed, load };
}
