import type { StaffRow } from './use-staff';

export const STATUS_FILTERS = ['active', 'all', 'disabled'] as const;
export type StatusFilter = (typeof STATUS_FILTERS)[number];

export interface StaffFilter {
  text: string;
  status: StatusFilter;
  /** '' for all of them. */
  team: string;
}

/** In that team, and name, code, specialty or department contain the text, whatever its case. */
export function matchesFilter(row: StaffRow, filter: StaffFilter): boolean {
  if (filter.status !== 'all' && row.status !== filter.status) return false;
  if (filter.team && row.teamId !== filter.team) return false;
  const wanted = filter.text.trim().toLowerCase();
  return [row.name, row.staffCode, row.specialty, row.department].some((text) =>
    text.toLowerCase().includes(wanted)
  );
}

/** The address is the state: a reload and a second window restore it. */
export function filterFrom(query: Record<string, unknown>): StaffFilter {
  const status = STATUS_FILTERS.find((known) => known === query['status']);
  const text = query['q'];
  return {
    text: typeof text === 'string' ? text : '',
    status: status ?? 'active',
    team: typeof query['team'] === 'string' ? query['team'] : '',
  };
}

export function filterToQuery(filter: StaffFilter): Record<string, string> {
  return {
    ...(filter.text ? { q: filter.text } : {}),
    ...(filter.status === 'active' ? {} : { status: filter.status }),
    ...(filter.team ? { team: filter.team } : {}),
  };
}
