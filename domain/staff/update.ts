import { refuse } from '../errors';
import type { StaffRole } from '../values/states';
import { StaffChange } from './change';
import type { Staff } from './schema';

type Field = keyof StaffChange;

/** Everybody shows himself as he likes; who does what is decided above him. */
const MAY_CHANGE: Record<StaffRole, readonly Field[]> = {
  agent: ['avatar', 'specialty'],
  supervisor: ['avatar', 'specialty', 'skills', 'capacity'],
  admin: Object.keys(StaffChange.shape) as Field[],
};

export const fieldsFor = (by: StaffRole): readonly Field[] => MAY_CHANGE[by];

/** @throws FORBIDDEN for a field that is not for this role to change */
export function mustMayChange(by: StaffRole, change: StaffChange): void {
  const beyond = fieldsOf(change).filter(
    (field) => !MAY_CHANGE[by].includes(field)
  );
  if (beyond.length > 0) refuse('FORBIDDEN', `${by}: ${beyond.join(', ')}`);
}

export type Differences = Partial<
  Record<Field, [before: unknown, after: unknown]>
>;

/** What really changes. */
export function differences(staff: Staff, change: StaffChange): Differences {
  const changed = fieldsOf(change).filter(
    (field) => JSON.stringify(staff[field]) !== JSON.stringify(change[field])
  );
  return Object.fromEntries(
    changed.map((field) => [field, [staff[field], change[field]]])
  );
}

/** What is no free text is kept with its value: who made whom what. */
const WITH_VALUE: readonly string[] = ['role', 'teamId', 'capacity'];

/** For the audit; '' where nothing changes. */
export function auditText(changed: Differences): string {
  return Object.entries(changed)
    .map(([field, [before, after]]) =>
      WITH_VALUE.includes(field) ? `${field} ${before} → ${after}` : field
    )
    .join(', ');
}

function fieldsOf(change: StaffChange): Field[] {
  const fields = Object.keys(change) as Field[];
  return fields.filter((field) => change[field] !== undefined);
}
