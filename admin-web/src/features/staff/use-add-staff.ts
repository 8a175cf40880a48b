import { reactive, ref, shallowRef } from 'vue';
import { actions, type InputOf } from '../../../../domain/actions/index';
import type { StaffView } from '../../../../domain/staff/schema';
import { asRequestFailed } from '../../cloud/request-failed';
import { emptied, emptyDraft, errorsOf, type StaffErrors } from './staff-draft';

type Created = { staff: StaffView; initialPassword: string };
export type CreateStaff = (input: InputOf<'staff.create'>) => Promise<Created>;

/** The draft of a new person; it stays until the person exists. */
export function useAddStaff(create: CreateStaff) {
  const draft = reactive(emptyDraft());
  const errors = reactive<StaffErrors>({});
  const busy = ref(false);
  const created = shallowRef<Created | null>(null);

  async function submit(): Promise<void> {
    if (busy.value || !check()) return;
    busy.value = true;
    try {
      created.value = await create({ ...draft });
      Object.assign(draft, emptyDraft());
    } catch (cause) {
      const failure = asRequestFailed(cause);
      const field = failure.code === 'STAFF_CODE_TAKEN' ? 'staffCode' : 'form';
      errors[field] = failure.message;
    } finally {
      busy.value = false;
    }
  }

  /** The function's own schema, so that both say no to the same things. */
  function check(): boolean {
    emptied(errors);
    const parsed = actions['staff.create'].input.safeParse({ ...draft });
    Object.assign(errors, errorsOf(parsed.error));
    return parsed.success;
  }

  /** The password is gone from here: it is shown once. */
  function forget(): void {
    created.value = null;
  }

  return { draft, errors, busy, created, submit, forget };
}
