import { shallowRef } from 'vue';
import type { OutputOf } from '../../../../domain/actions/index';
import type { AppContext } from '../../app-context';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';

export type Belongings = OutputOf<'staff.belongings'>;

/** What somebody has; null while it is not known. */
export function useBelongings({ call }: Pick<AppContext, 'call'>) {
  const belongings = shallowRef<Belongings | null>(null);
  const failure = shallowRef<RequestFailed | null>(null);

  /** Never rejects. */
  async function load(staffId: string): Promise<void> {
    failure.value = null;
    try {
      belongings.value = await call('staff.belongings', { staffId });
    } catch (cause) {
      failure.value = asRequestFailed(cause);
    }
  }

  return { belongings, failure, load };
}
