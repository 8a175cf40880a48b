import { ref, shallowRef } from 'vue';
import type { OutputOf } from '../../../../domain/actions/index';
import type { AppContext } from '../../app-context';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';

export type HealthReport = OutputOf<'health.read'>;
export type CostFigures = OutputOf<'cost.read'>;

/** How it runs and what it costs, as of now. */
export function useHealth({ call }: Pick<AppContext, 'call'>) {
  const health = shallowRef<HealthReport | null>(null);
  const cost = shallowRef<CostFigures | null>(null);
  const failure = shallowRef<RequestFailed | null>(null);
  const loading = ref(false);

  /** Never rejects; what was known stays. */
  async function load(): Promise<void> {
    if (loading.value) return;
    loading.value = true;
    try {
      [health.value, cost.value] = await Promise.all([
        call('health.read', {}),
        call('cost.read', {}),
      ]);
      failure.value = null;
    } catch (cause) {
      failure.value = asRequestFailed(cause);
    } finally {
      loading.value = false;
    }
  }

  void load();
  return { health, cost, failure, loading, load };
}
