import { shallowRef } from 'vue';
import { EXPORTS_COPY } from '../../../../domain/ui/copy/exports';
import type { AppContext } from '../../app-context';

const NAMED = 2;

/** Whom somebody may ask who is no administrator himself, as words. */
export function useAdmins({ call }: Pick<AppContext, 'call'>) {
  const who = shallowRef<string>(EXPORTS_COPY.anyAdmin);

  async function load(): Promise<void> {
    try {
      const { staff } = await call('staff.list', {});
      const admins = staff.filter(
        ({ role, status }) => role === 'admin' && status === 'active'
      );
      const names = admins.slice(0, NAMED).map(({ name }) => name);
      if (names.length > 0) who.value = names.join('、');
    } catch (cause) {
      console.info('administrators are not known', cause);
    }
  }

  return { who, load };
}
