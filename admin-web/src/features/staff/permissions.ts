import { actions, type ActionName } from '../../../../domain/actions/index';
import type { Scope } from '../../../../domain/actions/spec';
import {
  OTHER_PERMISSIONS,
  PERMISSION_COPY,
} from '../../../../domain/ui/copy/permissions';
import type { StaffRole } from '../../../../domain/values/states';

export type Access = Partial<Record<StaffRole, Scope>>;

export interface PermissionRow {
  name: string;
  /** As the functions decide it; a role that is missing may not. */
  access: Access;
}
export interface PermissionTable {
  title: string;
  rows: PermissionRow[];
}

/** null: not decided by the role alone. */
export function accessOf(action: ActionName): Access | null {
  const { access } = actions[action];
  return typeof access === 'string' ? null : access;
}

/** Actions of staff without words: they are shown by their name. */
export function unnamedActions(): ActionName[] {
  const named = new Set(
    PERMISSION_COPY.flatMap(({ permissions }) =>
      permissions.flatMap((one) => one.actions)
    )
  );
  return (Object.keys(actions) as ActionName[]).filter(
    (action) => accessOf(action) !== null && !named.has(action)
  );
}

/** Nothing but the contract says who may: the page cannot lie. */
export function permissionTables(): PermissionTable[] {
  const known = PERMISSION_COPY.map(({ title, permissions }) => ({
    title,
    rows: permissions.map(({ name, actions: [first] }) => ({
      name,
      access: (first && accessOf(first)) ?? {},
    })),
  }));
  const rest = unnamedActions().map((action) => ({
    name: action,
    access: accessOf(action) ?? {},
  }));
  return rest.length > 0
    ? [...known, { title: OTHER_PERMISSIONS, rows: rest }]
    : known;
}
