import * as z from 'zod';
import { IdentityId } from '../ids';
import { SessionToken } from '../session/schema';
import { StaffView } from '../staff/schema';
import { CHANNELS, PRESENCE_STATES } from '../values/states';

/** Who the caller is, for the fixed queries: `{[field]: me}`. */
export const Identity = z.object({
  me: IdentityId,
  channel: z.enum(CHANNELS),
  field: z.enum(['customer', 'agentOpenid', 'agentUid']),
});
export type Identity = z.infer<typeof Identity>;

export const SignedIn = z.object({
  identity: Identity,
  staff: StaffView,
  presence: z.enum(PRESENCE_STATES),
  serverTime: z.number(),
});

export const ChallengeId = z.string().regex(/^[0-9a-z]{32}$/);

/** Shown once, to be written down. */
const RecoveryCodes = z.array(z.string());

const Done = z.object({
  step: z.literal('done'),
  /** Only after `enrol`. */
  recoveryCodes: RecoveryCodes.optional(),
});

/** A secret to enter into an authenticator, as text and as otpauth address. */
export const NewFactor = z.object({ secret: z.string(), uri: z.string() });

/**
 * What a sign-in answers at each step. `code`: of the second factor;
 * `password`: a first or reset one must be changed; `enrol`: a second factor
 * must be set up. The challenge is open for ten minutes and for this identity.
 */
export const SignInAnswer = z.union([
  Done.extend({ ticket: z.null(), ...SignedIn.shape }),
  Done.extend({ ticket: z.string(), claim: SessionToken, staff: StaffView }),
  z.object({ step: z.literal('code'), challenge: ChallengeId }),
  z.object({ step: z.literal('password'), challenge: ChallengeId }),
  NewFactor.extend({ step: z.literal('enrol'), challenge: ChallengeId }),
]);
export type SignInAnswer = z.infer<typeof SignInAnswer>;
