import { reactive, ref } from 'vue';
import { StaffChange } from '../../../../domain/staff/change';
import type { StaffView } from '../../../../domain/staff/schema';
import { asRequestFailed } from '../../cloud/request-failed';
import {
  draftOf,
  emptied,
  emptyDraft,
  errorsOf,
  type StaffErrors,
  type StaffField,
} from './staff-draft';

export type UpdateStaff = (
  staffId: string,
  change: StaffChange
) => Promise<void>;

/** What is changed of somebody; only what differs is asked for. */
export function useEditStaff(update: UpdateStaff) {
  const draft = reactive(emptyDraft());
  const errors = reactive<StaffErrors>({});
  const busy = ref(false);

  function begin(person: StaffView): void {
    Object.assign(draft, draftOf(person));
    emptied(errors);
  }

  /** @returns whether it is as he wrote it now */
  async function submit(
    person: StaffView,
    fields: readonly StaffField[]
  ): Promise<boolean> {
    if (busy.value) return false;
    emptied(errors);
    const before = draftOf(person);
    const changed = fields.filter(
      (field) => JSON.stringify(draft[field]) !== JSON.stringify(before[field])
    );
    if (changed.length === 0) return true;
    const change = StaffChange.safeParse(
      Object.fromEntries(changed.map((field) => [field, draft[field]]))
    );
    if (!change.success) {
      Object.assign(errors, errorsOf(change.error));
      return false;
    }
    return save(person.staffId, change.data);
  }

  async function save(staffId: string, change: StaffChange): Promise<boolean> {
    busy.value = true;
    try {
      await update(staffId, change);
      return true;
    } catch (cause) {
      errors.form = asRequestFailed(cause).message;
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { draft, errors, busy, begin, submit };
}
