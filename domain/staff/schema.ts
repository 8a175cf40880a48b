import * as z from 'zod';
import { StaffId } from '../ids';
import { LIMITS } from '../values/limits';
import { PRESENCE_STATES, STAFF_ROLES } from '../values/states';

export const StaffCode = z
  .string()
  .regex(/^[A-Za-z0-9]+$/)
  .min(LIMITS.staffCodeMin)
  .max(LIMITS.staffCodeMax)
  .transform((code) => code.toUpperCase());
export const Password = z
  .string()
  .min(LIMITS.passwordMin)
  .max(LIMITS.passwordMax);

/** Words such as 退款 or 英语, the same on staff and customers' questions. */
export const Skill = z.string().trim().min(1).max(LIMITS.skill);
export const Skills = z.array(Skill).max(20);

/** `staff/{_id}`. No client reads it. */
export const Staff = z.object({
  _id: StaffId,
  staffCode: z.string(),
  name: z.string(),
  avatar: z.string(),
  specialty: z.string(),
  department: z.string(),
  role: z.enum(STAFF_ROLES),
  status: z.enum(['active', 'disabled']),
  /** salt and hash of scrypt; never leaves the function. */
  password: z.object({ salt: z.string(), hash: z.string() }),
  /** An administrator knows it: it is a first or a reset one. */
  mustChangePassword: z.boolean(),
  /** Whether he has a second factor; the secret is kept in `logins`. */
  secondFactor: z.boolean(),
  openid: z.string(),
  uid: z.string(),
  /** Raised to throw out every web session: it is part of customUserId. */
  uidGeneration: z.int(),
  /** His team, or '-'. */
  teamId: z.string(),
  /** What he can answer; customers may ask for one of these. */
  skills: z.array(z.string()),
  load: z.int(),
  capacity: z.int(),
  createdAt: z.number(),
});
export type Staff = z.infer<typeof Staff>;

/** What staff may know of staff. */
export const StaffView = z.object({
  staffId: StaffId,
  staffCode: z.string(),
  name: z.string(),
  avatar: z.string(),
  specialty: z.string(),
  department: z.string(),
  role: z.enum(STAFF_ROLES),
  status: z.enum(['active', 'disabled']),
  teamId: z.string(),
  skills: z.array(z.string()),
  secondFactor: z.boolean(),
  load: z.int(),
  capacity: z.int(),
  createdAt: z.number(),
});
export type StaffView = z.infer<typeof StaffView>;

/** `presence/{staffId}`; staff on the web watch it. */
export const Presence = z.object({
  _id: StaffId,
  state: z.enum(PRESENCE_STATES),
  lastSeenAt: z.number(),
  load: z.int(),
  capacity: z.int(),
});
export type Presence = z.infer<typeof Presence>;
