import * as z from 'zod';
import { TeamId } from '../ids';
import { LIMITS } from '../values/limits';

export const TeamName = z.string().trim().min(1).max(LIMITS.teamName);

/** `teams/{_id}`. Who is in it stands with the staff. */
export const Team = z.object({
  _id: TeamId,
  name: z.string(),
  createdAt: z.number(),
  /** Raised by whoever joins: a team cannot go while somebody comes. */
  joins: z.int(),
});
export type Team = z.infer<typeof Team>;

export const TeamView = z.object({
  teamId: TeamId,
  name: z.string(),
  createdAt: z.number(),
  /** How many belong to it, those who are disabled included. */
  members: z.int(),
});
export type TeamView = z.infer<typeof TeamView>;
