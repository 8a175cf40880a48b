import { describe, expect, it } from 'vitest';
import { PERMISSION_COPY } from '../../../../domain/ui/copy/permissions';
import { accessOf, permissionTables, unnamedActions } from './permissions';

describe('[F009c] the table of permissions', () => {
  it('has words for every action of staff: domain/ui/copy/permissions.ts', () => {
    expect(unnamedActions()).toEqual([]);
  });

  it('puts into one line only what the same people may do', () => {
    for (const { permissions } of PERMISSION_COPY) {
      for (const { name, actions } of permissions) {
        const access = actions.map((action) =>
          JSON.stringify(accessOf(action))
        );
        expect(new Set(access).size, name).toBe(1);
        expect(access, name).not.toContain('null');
      }
    }
  });

  it('says what the functions enforce', () => {
    const rows = permissionTables().flatMap((table) => table.rows);
    const staffed = rows.find(({ name }) => name.startsWith('添加、停用'));
    expect(staffed?.access).toEqual({ admin: 'organisation' });
  });
});
