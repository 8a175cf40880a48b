import * as z from 'zod';
import { TeamId } from '../ids';
import { TeamName, TeamView } from '../team/schema';
import { action } from './spec';

const One = z.strictObject({ teamId: TeamId });

export const teamActions = {
  'team.create': action({
    in: 'account',
    access: { admin: 'organisation' },
    input: z.strictObject({ name: TeamName }),
    output: z.object({ team: TeamView }),
  }),
  'team.update': action({
    in: 'account',
    access: { admin: 'organisation' },
    input: One.extend({ name: TeamName }),
    output: z.object({ team: TeamView }),
  }),
  /** Only while nobody belongs to it. */
  'team.remove': action({
    in: 'account',
    access: { admin: 'organisation' },
    input: One,
    output: z.object({}),
  }),
  'team.list': action({
    in: 'account',
    access: {
      agent: 'organisation',
      supervisor: 'organisation',
      admin: 'organisation',
    },
    input: z.strictObject({}),
    output: z.object({ teams: z.array(TeamView) }),
  }),
};
