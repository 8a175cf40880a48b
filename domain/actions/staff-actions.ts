import * as z from 'zod';
import { StaffId, TeamId } from '../ids';
import { SessionId, SessionView } from '../session/schema';
import { StaffChange } from '../staff/change';
import { Presence, Skills, StaffCode, StaffView } from '../staff/schema';
import { NOBODY } from '../values/collections';
import { LIMITS } from '../values/limits';
import { STAFF_ROLES } from '../values/states';
import { PageMark } from './page';
import { action } from './spec';

const One = z.strictObject({ staffId: StaffId });

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
  /** Which fields a role may change is decided in domain/staff/update.ts. */
  'staff.update': action({
    in: 'account',
    access: { agent: 'own', supervisor: 'team', admin: 'organisation' },
    input: StaffChange.extend({ staffId: StaffId }),
    output: z.object({ staff: StaffView }),
  }),
  /**
   * Ends his sessions and unbinds his phone. Where a colleague is named, that
   * one gets his conversations, as many as he can take, his codes and his
   * customers; the other conversations go back to the queue. Without one his
   * codes and customers stay his, and his customers meet the default pool.
   */
  'staff.disable': action({
    in: 'account',
    access: { admin: 'organisation' },
    input: One.extend({ toStaffId: StaffId.optional() }),
    output: z.object({
      staff: StaffView,
      requeued: z.int(),
      /** To the colleague, by this call. */
      handed: z.int(),
    }),
  }),
  'staff.enable': action({
    in: 'account',
    access: { admin: 'organisation' },
    input: One,
    output: z.object({ staff: StaffView }),
  }),
  /** A new first password, shown once; phone and web sessions end. */
  'staff.resetPassword': action({
    in: 'account',
    access: { admin: 'organisation' },
    input: One,
    output: z.object({ staff: StaffView, initialPassword: z.string() }),
  }),
  /** For whoever lost his authenticator and the recovery codes. */
  'staff.resetSecondFactor': action({
    in: 'account',
    access: { admin: 'organisation' },
    input: One,
    output: z.object({ staff: StaffView }),
  }),
  /**
   * Ends all web sessions; with `everywhere` also what tokens of the platform
   * and the bound phone may still do.
   */
  'staff.endSessions': action({
    in: 'account',
    access: { agent: 'own', supervisor: 'own', admin: 'organisation' },
    input: One.extend({ everywhere: z.boolean().default(false) }),
    output: z.object({ ended: z.int() }),
  }),
  /** In which browsers he works now, the latest renewed first. */
  'staff.sessions': action({
    in: 'account',
    access: { agent: 'own', supervisor: 'own', admin: 'organisation' },
    input: One,
    output: z.object({
      sessions: z.array(SessionView),
      /** Whether a phone is bound as well; `everywhere` unbinds it. */
      phone: z.boolean(),
    }),
  }),
  /** The same of everybody, the latest renewed first. */
  'staff.allSessions': action({
    in: 'account',
    access: { admin: 'organisation' },
    input: z.strictObject({ after: PageMark.optional() }),
    output: z.object({
      sessions: z.array(
        SessionView.extend({ staffId: z.string(), name: z.string() })
      ),
      next: PageMark.nullable(),
    }),
  }),
  /** Ends one of them; ended already is no error. */
  'staff.endSession': action({
    in: 'account',
    access: { agent: 'own', supervisor: 'own', admin: 'organisation' },
    input: One.extend({ sessionId: SessionId }),
    output: z.object({ ended: z.boolean() }),
  }),
  /**
   * Gives his open conversations to a colleague, as many as that one can
   * take; the others, or all where nobody is named, go back to the queue.
   */
  'staff.handOver': action({
    in: 'account',
    access: { supervisor: 'team', admin: 'organisation' },
    input: z.strictObject({
      fromStaffId: StaffId,
      toStaffId: StaffId.optional(),
    }),
    output: z.object({ handed: z.int(), requeued: z.int() }),
  }),
  /** What he has, and what moves when he leaves. */
  'staff.belongings': action({
    in: 'account',
    access: { supervisor: 'team', admin: 'organisation' },
    input: One,
    output: z.object({
      /** That are not closed. */
      conversations: z.int(),
      /** Who belong to him. */
      customers: z.int(),
      /** That lead to him, replaced ones included. */
      codes: z.int(),
    }),
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
