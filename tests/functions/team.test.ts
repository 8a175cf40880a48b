import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebPerson } from '../support/person';
import { startWorld, type World } from '../support/world';

let world: World;
let admin: WebPerson;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
});
afterAll(() => world.stop());

async function teamNamed(name: string): Promise<string> {
  return (await admin.ask('team.create', { name })).team.teamId;
}

describe('[F009c] teams and roles', () => {
  it('everybody has a role, and a team or none', async () => {
    const teamId = await teamNamed('北区');
    const { staffId } = await world.hire('A1001', { signIn: false });
    const { staff } = await admin.ask('staff.update', {
      staffId,
      teamId,
      role: 'supervisor',
    });
    expect(staff).toMatchObject({ teamId, role: 'supervisor' });
    const { teams } = await admin.ask('team.list', {});
    expect(teams).toEqual([
      expect.objectContaining({ teamId, name: '北区', members: 1 }),
    ]);
    const nobodys = 'zzzzzzzzzzzzzzzz';
    expect(
      await admin.refusal('staff.update', { staffId, teamId: nobodys })
    ).toBe('NOT_FOUND');
    expect(
      await admin.refusal('staff.create', {
        name: '某人',
        staffCode: 'A1999',
        role: 'agent',
        teamId: nobodys,
      })
    ).toBe('NOT_FOUND');
    expect(await world.all('staff', { staffCode: 'A1999' })).toEqual([]);
  });

  it('a team is renamed, and goes only when nobody is in it', async () => {
    const teamId = await teamNamed('南区');
    const { staff } = await admin.ask('staff.create', {
      name: '某人',
      staffCode: 'A2001',
      role: 'agent',
      teamId,
    });
    const renamed = await admin.ask('team.update', { teamId, name: '华南' });
    expect(renamed.team).toMatchObject({ name: '华南', members: 1 });
    expect(await admin.refusal('team.remove', { teamId })).toBe(
      'TEAM_NOT_EMPTY'
    );
    const { staffId } = staff;
    await admin.ask('staff.update', { staffId, teamId: '-' });
    await admin.ask('team.remove', { teamId });
    expect(await admin.refusal('team.remove', { teamId })).toBe('NOT_FOUND');
    expect(await world.all('teams', { _id: teamId })).toEqual([]);
    const actions = await world.all<{ action: string }>('audit', {
      object: teamId,
    });
    expect(actions.map(({ action }) => action).sort()).toEqual([
      'team.create',
      'team.remove',
      'team.update',
    ]);
  });

  it('a team that goes while somebody comes loses nobody', async () => {
    for (let round = 0; round < 4; round++) {
      const teamId = await teamNamed(`短暂${round}`);
      const staffCode = `A30${round}0`;
      const [removed, joined] = await Promise.all([
        admin.refusal('team.remove', { teamId }),
        admin.refusal('staff.create', {
          name: '某人',
          staffCode,
          role: 'agent',
          teamId,
        }),
      ]);
      const left = await world.all('teams', { _id: teamId });
      const members = await world.all('staff', { teamId });
      expect([removed, joined].filter((code) => code === 'OK')).toHaveLength(1);
      expect(left).toHaveLength(members.length);
    }
  });
});
