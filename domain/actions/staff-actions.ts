import * as z from 'zod';
import { StaffId, TeamId } from '../ids';
import { Presence, Skills, StaffCode, StaffView } from '../staff/schema';
import { NOBODY } from '../values/collections';
import { LIMITS } from '../values/limits';
import { STAFF_ROLES } from '../values/states';
import { action } from './spec';

export const staffActions = {
  'staff.create': action({
    in: 'account',
    access: { admin: 'organisation' },
    input: z.strictObject({
      name: z.string().trim().min(1).max(LIMITS.name),
      staffCode: StaffCode,
      role: z.enum(STAFF_ROLES),
      specialty: z.string().trim().max(LIMITS.specialty).default(''),
      department: z.string().trim().max(LIMITS.department).default(''),
      teamId: TeamId.or(z.literal(NOBODY)).default(NOBODY),
      skills: Skills.default([]),
      capacity: z.int().min(1).max(200).default(LIMITS.capacity),
    }),
    /** The first password is shown once and stored only as a hash. */
    output: z.object({ staff: StaffView, initialPassword: z.string() }),
  }),
  /** Ends his sessions and hands his conversations back to the queue. */
  'staff.disable': action({
    in: 'account',
    access: { admin: 'organisation' },
    input: z.strictObject({ staffId: StaffId }),
    output: z.object({ staff: StaffView, requeued: z.int() }),
  }),
  'staff.enable': action({
    in: 'account',
    access: { admin: 'organisation' },
    input: z.strictObject({ staffId: StaffId }),
    output: z.object({ staff: StaffView }),
  }),
  'staff.list': action({
    in: 'account',
    access: { supervisor: 'organisation', admin: 'organisation' },
    input: z.strictObject({}),
    output: z.object({
      staff: z.array(StaffView),
      presence: z.array(Presence),
      serverTime: z.number(),
    }),
  }),
};
