import * as z from 'zod';
import { TeamId } from '../ids';
import { NOBODY } from '../values/collections';
import { LIMITS } from '../values/limits';
import { STAFF_ROLES } from '../values/states';
import { Skills } from './schema';

/** What can be changed of a member of staff; what is absent stays. */
export const StaffChange = z.strictObject({
  name: z.string().trim().min(1).max(LIMITS.name).optional(),
  /** A file id, or '' for none. */
  avatar: z
    .string()
    .max(300)
    .regex(/^(cloud:\/\/\S+)?$/)
    .optional(),
  specialty: z.string().trim().max(LIMITS.specialty).optional(),
  department: z.string().trim().max(LIMITS.department).optional(),
  role: z.enum(STAFF_ROLES).optional(),
  teamId: TeamId.or(z.literal(NOBODY)).optional(),
  skills: Skills.optional(),
  capacity: z.int().min(1).max(200).optional(),
});
export type StaffChange = z.infer<typeof StaffChange>;
