import type { StaffRole } from '../../../../domain/values/states';

export const ROLE_NAMES: Record<StaffRole, string> = {
  agent: '客服',
  supervisor: '主管',
  admin: '管理员',
};

/** Agents serve, supervisors see how it goes, administrators see to people. */
const HOMES: Record<StaffRole, string> = {
  agent: '/desk',
  supervisor: '/board',
  admin: '/staff',
};

export function homeOf(role: StaffRole): string {
  return HOMES[role];
}

/** Administrators answer nobody (`mayAnswer`): they have no desk. */
export function mayServe(role: StaffRole | null): boolean {
  return role === 'agent' || role === 'supervisor';
}

/** What a page shows. What a role may do is decided in the functions. */
export function maySeeStaff(role: StaffRole | null): boolean {
  return role === 'admin' || role === 'supervisor';
}

export function maySupervise(role: StaffRole | null): boolean {
  return role === 'admin' || role === 'supervisor';
}

export function mayManageStaff(role: StaffRole | null): boolean {
  return role === 'admin';
}

/** What was done here, by whom: nobody but administrators reads it. */
export function maySeeAudit(role: StaffRole | null): boolean {
  return role === 'admin';
}

/** What it costs and whether it runs: nobody but administrators. */
export function maySeeHealth(role: StaffRole | null): boolean {
  return role === 'admin';
}

/** Records as files; what was said in them, administrators only. */
export function mayExport(role: StaffRole | null): boolean {
  return role === 'admin' || role === 'supervisor';
}

export function mayExportTexts(role: StaffRole | null): boolean {
  return role === 'admin';
}

/** The whole number, blocking, whom he belongs to: more than serving him. */
export function mayLeadCustomers(role: StaffRole | null): boolean {
  return role === 'admin' || role === 'supervisor';
}

export function mayEraseCustomers(role: StaffRole | null): boolean {
  return role === 'admin';
}

export function mayChangeSettings(role: StaffRole | null): boolean {
  return role === 'admin';
}
