import { refuse } from '../../../domain/errors';
import type { Team, TeamView } from '../../../domain/team/schema';
import { NOBODY } from '../../../domain/values/collections';
import { auditIn } from '../../platform/audit';
import { command } from '../../platform/cloud';
import { count, find } from '../../platform/documents';
import { randomId } from '../../platform/random-id';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact, type Transaction } from '../../platform/transact';

const MOST = 500;
const MOST_STAFF = 1_000;

export const teamCreate: Handler<'team.create'> = async ({ name }, request) => {
  const { staff: admin } = actorOf(request);
  const team = { _id: randomId(16), name, createdAt: request.now, joins: 0 };
  await transact(async (tx) => {
    await tx.put('teams', team._id, team);
    await auditIn(tx, request, admin._id, 'team.create', team._id);
  });
  return { team: viewOf(team, 0) };
};

export const teamUpdate: Handler<'team.update'> = async (
  { teamId, name },
  request
) => {
  const { staff: admin } = actorOf(request);
  const team = await transact(async (tx) => {
    const before = await tx.get('teams', teamId);
    if (!before) refuse('NOT_FOUND');
    if (before.name === name) return before;
    await tx.patch('teams', teamId, { name });
    await auditIn(tx, request, admin._id, 'team.update', teamId, 'name');
    return { ...before, name };
  });
  return { team: viewOf(team, await count('staff', { teamId })) };
};

/** Whoever joins meanwhile writes the team too, and one of both fails. */
export const teamRemove: Handler<'team.remove'> = async (
  { teamId },
  request
) => {
  const { staff: admin } = actorOf(request);
  await transact(async (tx) => {
    const team = await tx.get('teams', teamId);
    if (!team) refuse('NOT_FOUND');
    if ((await count('staff', { teamId })) > 0) refuse('TEAM_NOT_EMPTY');
    await tx.patch('teams', teamId, { joins: command.inc(1) });
    await tx.remove('teams', teamId);
    await auditIn(tx, request, admin._id, 'team.remove', teamId);
  });
  return {};
};

export const teamList: Handler<'team.list'> = async () => {
  const teams = await find(
    'teams',
    {},
    { orderBy: ['createdAt', 'asc'], limit: MOST }
  );
  const inTeams = { teamId: command.neq(NOBODY) };
  const staff = await find('staff', inTeams, { limit: MOST_STAFF });
  return {
    teams: teams.map((team) =>
      viewOf(team, staff.filter((one) => one.teamId === team._id).length)
    ),
  };
};

/** Called wherever somebody gets a team. @throws NOT_FOUND */
export async function joinTeam(tx: Transaction, teamId: string): Promise<void> {
  if (teamId === NOBODY) return;
  if (!(await tx.get('teams', teamId))) refuse('NOT_FOUND', 'no such team');
  await tx.patch('teams', teamId, { joins: command.inc(1) });
}

function viewOf({ _id, name, createdAt }: Team, members: number): TeamView {
  return { teamId: _id, name, createdAt, members };
}
