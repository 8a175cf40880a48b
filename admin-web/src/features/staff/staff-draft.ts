import type * as z from 'zod';
import { PEOPLE_COPY } from '../../../../domain/ui/copy/people';
import type { StaffView } from '../../../../domain/staff/schema';
import { LIMITS } from '../../../../domain/values/limits';

/** What the forms of a person are filled with. */
export type StaffDraft = Pick<
  StaffView,
  | 'name'
  | 'staffCode'
  | 'role'
  | 'teamId'
  | 'department'
  | 'specialty'
  | 'skills'
  | 'capacity'
>;
export type StaffField = keyof StaffDraft;
export type StaffErrors = Partial<Record<StaffField | 'form', string>>;

const ERRORS: Partial<Record<StaffField, string>> = {
  name: `请填写姓名，最多 ${LIMITS.name} 个字`,
  staffCode: `工号是 ${LIMITS.staffCodeMin} 到 ${LIMITS.staffCodeMax} 位字母或数字`,
  skills: `每个擅长最多 ${LIMITS.skill} 个字，最多 20 个`,
  capacity: '接待上限是 1 到 200 的整数',
};

export function emptyDraft(): StaffDraft {
  return {
    name: '',
    staffCode: '',
    role: 'agent',
    teamId: '-',
    department: '',
    specialty: '',
    skills: [],
    capacity: LIMITS.capacity,
  };
}

export function draftOf(person: StaffView): StaffDraft {
  const { name, staffCode, role, teamId } = person;
  const { department, specialty, skills, capacity } = person;
  const own = { department, specialty, skills: [...skills], capacity };
  return { name, staffCode, role, teamId, ...own };
}

/** What a schema refused, as sentences under the fields. */
export function errorsOf(error: z.ZodError | undefined): StaffErrors {
  return Object.fromEntries(
    (error?.issues ?? []).map(({ path: [field] }) => [
      field,
      ERRORS[field as StaffField] ?? PEOPLE_COPY.tooLong,
    ])
  );
}

export function emptied(errors: StaffErrors): void {
  for (const field of Object.keys(errors)) delete errors[field as StaffField];
}
