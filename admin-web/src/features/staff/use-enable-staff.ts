import { MessagePlugin } from 'tdesign-vue-next';
import { ref } from 'vue';
import { asRequestFailed } from '../../cloud/request-failed';
import type { StaffRow } from './use-staff';

/** Takes effect at once; only disabling asks first. */
export function useEnableStaff(enable: (staffId: string) => Promise<void>) {
  const busy = ref(false);

  async function run(person: StaffRow): Promise<void> {
    busy.value = true;
    try {
      await enable(person.staffId);
      void MessagePlugin.success(`已启用 ${person.name}`);
    } catch (cause) {
      void MessagePlugin.error(asRequestFailed(cause).message);
    } finally {
      busy.value = false;
    }
  }

  return { busy, run };
}
