import * as z from 'zod';
import { StaffId } from '../ids';
import { Presence, StaffCode, StaffView } from '../staff/schema';
import { LIMITS } from '../values/limits';
import { STAFF_ROLES } from '../values/states';
import { action } from './spec';

export const staffActions = {
  'staff.create': action({
    in: 'account',
    input: z.strictObject({
      name: z.string().trim().min(1).max(LIMITS.name),
      staffCode: StaffCode,
      role: z.enum(STAFF_ROLES),
      specialty: z.string().trim().max(LIMITS.specialty).default(''),
      department: z.string().trim().max(LIMITS.department).default(''),
      capacity: z.int().min(1).max(200).default(LIMITS.capacity),
    }),
    /** The first password is shown once and stored only as a hash. */
    output: z.object({ staff: StaffView, initialPassword: z.string() }),
  }),
  /** Ends his sessions and hands his conversations back to the queue. */
  'staff.disable': action({
    in: 'account',
    input: z.strictObject({ staffId: StaffId }),
    output: z.object({ staff: StaffView, requeued: z.int() }),
  }),
  'staff.enable': action({
    in: 'account',
    input: z.strictObject({ staffId: StaffId }),
    output: z.object({ staff: StaffView }),
  }),
  'staff.list': action({
    in: 'account',
    input: z.strictObject({}),
    output: z.object({
      staff: z.array(StaffView),
      presence: z.array(Presence),
      serverTime: z.number(),
    }),
  }),
};
