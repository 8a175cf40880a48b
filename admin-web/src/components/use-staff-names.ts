import { computed, shallowRef } from 'vue';
import type { AppContext } from '../app-context';
import { maySeeStaff } from '../features/session/roles';

interface Named {
  staffId: string;
  name: string;
}

/** Who works here, for filters and for who said what; empty until it is known. */
export function useStaffNames({ call, session }: AppContext) {
  const staff = shallowRef<readonly Named[]>([]);
  const names = computed(
    () => new Map(staff.value.map(({ staffId, name }) => [staffId, name]))
  );

  /** Agents may not list everybody: they know their colleagues. */
  async function load(): Promise<void> {
    try {
      if (maySeeStaff(session.role.value)) {
        staff.value = (await call('staff.list', {})).staff;
        return;
      }
      const { colleagues } = await call('desk.colleagues', {});
      const own = session.staff.value;
      staff.value = own ? [own, ...colleagues] : colleagues;
    } catch (cause) {
      console.info('names of staff are not known', cause);
    }
  }

  void load();
  return { staff, names };
}
