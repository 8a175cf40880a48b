import { reactive, ref, shallowRef } from 'vue';
import { actions, type InputOf } from '../../../../domain/actions/index';
import type { StaffView } from '../../../../domain/staff/schema';
import { LIMITS } from '../../../../domain/values/limits';
import { asRequestFailed } from '../../cloud/request-failed';

type Draft = Required<InputOf<'staff.create'>>;
type Created = { staff: StaffView; initialPassword: string };
export type CreateStaff = (input: Draft) => Promise<Created>;

const ERRORS: Partial<Record<keyof Draft, string>> = {
  name: `请填写姓名，最多 ${LIMITS.name} 个字`,
  staffCode: `工号是 ${LIMITS.staffCodeMin} 到 ${LIMITS.staffCodeMax} 位字母或数字`,
  capacity: '接待上限是 1 到 200 的整数',
};

function emptyDraft(): Draft {
  return {
    name: '',
    staffCode: '',
    role: 'agent',
    department: '',
    specialty: '',
    teamId: '-',
    skills: [],
    capacity: LIMITS.capacity,
  };
}

/** The draft of a new person; it stays until the person exists. */
export function useAddStaff(create: CreateStaff) {
  const draft = reactive(emptyDraft());
  const errors = reactive<Partial<Record<keyof Draft | 'form', string>>>({});
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
    for (const field of Object.keys(errors)) {
      delete errors[field as keyof typeof errors];
    }
    const parsed = actions['staff.create'].input.safeParse({ ...draft });
    for (const issue of parsed.error?.issues ?? []) {
      const field = issue.path[0] as keyof Draft;
      errors[field] = ERRORS[field] ?? '内容过长';
    }
    return parsed.success;
  }

  /** The password is gone from here: it is shown once. */
  function forget(): void {
    created.value = null;
  }

  return { draft, errors, busy, created, submit, forget };
}
