import { shallowRef, watch } from 'vue';
import type { OutputOf } from '../../../../domain/actions/index';
import type { Period } from '../../../../domain/rollup/period';
import type { AppContext } from '../../app-context';

/** What became of the scans of those days; null until it is known. */
export function useFunnel(
  { call }: Pick<AppContext, 'call'>,
  period: () => Period | null
) {
  const funnel = shallowRef<OutputOf<'report.funnel'> | null>(null);
  let turn = 0;

  async function load(of: Period): Promise<void> {
    const mine = ++turn;
    try {
      const found = await call('report.funnel', of);
      if (mine === turn) funnel.value = found;
    } catch (cause) {
      console.info('what became of the scans is not known', cause);
    }
  }

  watch(period, (of) => of && void load(of), { immediate: true });
  return { funnel };
}
