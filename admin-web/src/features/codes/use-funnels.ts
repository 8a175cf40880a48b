import { shallowRef } from 'vue';
import type { OutputOf } from '../../../../domain/actions/index';
import { dayOf } from '../../../../domain/rollup/day';
import { addDays } from '../../../../domain/settings/hours';
import type { AppContext } from '../../app-context';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';
import { productZone } from '../../components/product-zone';

const DAYS = 30;

export type Funnels = OutputOf<'report.funnel'>;

/** What became of the scans of the last 30 days, asked for once a page. */
export function useFunnels({ call, session }: AppContext) {
  const funnels = shallowRef<Funnels | null>(null);
  const failure = shallowRef<RequestFailed | null>(null);

  /** Never rejects. */
  async function load(): Promise<void> {
    const to = dayOf(productZone.value, Date.now() + session.clockOffset.value);
    try {
      funnels.value = await call('report.funnel', {
        from: addDays(to, 1 - DAYS),
        to,
      });
      failure.value = null;
    } catch (cause) {
      failure.value = asRequestFailed(cause);
    }
  }

  void load();
  return { funnels, failure, load };
}
