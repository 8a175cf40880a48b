import * as z from 'zod';
import { IdentityId } from '../ids';
import { Password, StaffCode, StaffView } from '../staff/schema';
import { LIMITS } from '../values/limits';
import { CHANNELS, PRESENCE_STATES } from '../values/states';
import { action } from './spec';

/** Who the caller is, for the fixed queries: `{[field]: me}`. */
export const Identity = z.object({
  me: IdentityId,
  channel: z.enum(CHANNELS),
  field: z.enum(['customer', 'agentOpenid', 'agentUid']),
});
export type Identity = z.infer<typeof Identity>;

const SignedIn = z.object({
  identity: Identity,
  staff: StaffView,
  presence: z.enum(PRESENCE_STATES),
  serverTime: z.number(),
});

export const accountActions = {
  /** The first administrator, once, with the setup code of the deployment. */
  'account.setup': action({
    in: 'account',
    access: 'anyone',
    input: z.strictObject({
      setupCode: z.string().min(1).max(200),
      name: z.string().trim().min(1).max(LIMITS.name),
      staffCode: StaffCode,
      password: Password,
    }),
    output: z.object({ staffId: z.string() }),
  }),
  /**
   * Staff code and password. On the phone it binds this WeChat identity; on
   * the web it answers a ticket for signInWithCustomTicket, after which
   * account.session must be called.
   */
  'account.signIn': action({
    in: 'account',
    access: 'anyone',
    input: z.strictObject({
      staffCode: StaffCode,
      password: z.string().min(1).max(LIMITS.passwordMax),
    }),
    output: z.union([
      SignedIn.extend({ ticket: z.null() }),
      z.object({ ticket: z.string(), staff: StaffView }),
    ]),
  }),
  /** Who am I as staff? Also what the web calls after the ticket sign-in. */
  'account.session': action({
    in: 'account',
    access: { agent: 'own', supervisor: 'own', admin: 'own' },
    input: z.strictObject({}),
    output: SignedIn,
  }),
  'account.signOut': action({
    in: 'account',
    access: { agent: 'own', supervisor: 'own', admin: 'own' },
    input: z.strictObject({}),
    output: z.object({}),
  }),
  /** Sets presence, or with no state keeps it alive (heartbeat). */
  'account.presence': action({
    in: 'account',
    access: { agent: 'own', supervisor: 'own', admin: 'own' },
    input: z.strictObject({ state: z.enum(PRESENCE_STATES).optional() }),
    output: z.object({
      state: z.enum(PRESENCE_STATES),
      serverTime: z.number(),
    }),
  }),
};
