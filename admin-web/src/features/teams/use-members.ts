import { MessagePlugin } from 'tdesign-vue-next';
import { shallowRef } from 'vue';
import type { StaffView } from '../../../../domain/staff/schema';
import type { AppContext } from '../../app-context';
import { asRequestFailed } from '../../cloud/request-failed';

/** Everybody who works here, with the team each is in; empty until known. */
export function useMembers({ call }: Pick<AppContext, 'call'>) {
  const staff = shallowRef<readonly StaffView[]>([]);

  async function load(): Promise<void> {
    try {
      staff.value = (await call('staff.list', {})).staff;
    } catch (cause) {
      void MessagePlugin.error(asRequestFailed(cause).message);
    }
  }

  /** `teamId` '-' for no team. Rejects with RequestFailed. */
  async function move(staffId: string, teamId: string): Promise<void> {
    const changed = await call('staff.update', { staffId, teamId });
    staff.value = staff.value.map((one) =>
      one.staffId === staffId ? changed.staff : one
    );
  }

  void load();
  return { staff, move };
}
