import * as z from 'zod';
import { SessionDevice, SessionToken, SessionTokens } from '../session/schema';
import { Password, StaffCode } from '../staff/schema';
import { FactorCode, RecoveryCode } from '../staff/second-factor';
import { LIMITS } from '../values/limits';
import { PRESENCE_STATES } from '../values/states';
import {
  ChallengeId,
  NewFactor,
  SignedIn,
  SignInAnswer,
} from './sign-in-answer';
import { action } from './spec';

export { Identity } from './sign-in-answer';

/** A password that is only compared: any length of one that ever was set. */
const TypedPassword = z.string().min(1).max(LIMITS.passwordMax);
const OWN = { agent: 'own', supervisor: 'own', admin: 'own' } as const;
const ONE_OF = ['newPassword', 'code', 'recoveryCode'] as const;

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
   * Staff code and password; more steps may follow, by account.continueSignIn.
   * When done, the phone is bound to this WeChat identity; the web gets a
   * ticket for signInWithCustomTicket and a claim for account.session.
   */
  'account.signIn': action({
    in: 'account',
    access: 'anyone',
    input: z.strictObject({ staffCode: StaffCode, password: TypedPassword }),
    output: SignInAnswer,
  }),
  /** The next step: exactly what the answer before asked for. */
  'account.continueSignIn': action({
    in: 'account',
    access: 'anyone',
    input: z
      .strictObject({
        challenge: ChallengeId,
        newPassword: Password.optional(),
        code: FactorCode.optional(),
        recoveryCode: RecoveryCode.optional(),
      })
      .refine(
        (input) =>
          ONE_OF.filter((field) => input[field] !== undefined).length === 1
      ),
    output: SignInAnswer,
  }),
  /**
   * Who am I as staff? On the web it needs the session, or the claim of the
   * sign-in: then it answers the tokens of a new session.
   */
  'account.session': action({
    in: 'account',
    access: OWN,
    withoutSession: true,
    input: z.strictObject({
      claim: SessionToken.optional(),
      /** With a claim: what browser this is. */
      device: SessionDevice.default(''),
    }),
    output: SignedIn.extend({
      tokens: SessionTokens.optional(),
      /** True: what the other side says is drawn once it has a number. */
      hold: z.boolean().optional(),
    }),
  }),
  /** New tokens for the last refresh token; an older one ends the session. */
  'account.refresh': action({
    in: 'account',
    access: OWN,
    withoutSession: true,
    input: z.strictObject({ refreshToken: SessionToken }),
    output: SessionTokens,
  }),
  'account.signOut': action({
    in: 'account',
    access: OWN,
    input: z.strictObject({}),
    output: z.object({}),
  }),
  /** The other web sessions end. */
  'account.changePassword': action({
    in: 'account',
    access: OWN,
    input: z.strictObject({
      oldPassword: TypedPassword,
      newPassword: Password,
    }),
    output: z.object({}),
  }),
  /** Begins: nothing changes before account.confirmSecondFactor. */
  'account.enrolSecondFactor': action({
    in: 'account',
    access: OWN,
    input: z.strictObject({ password: TypedPassword }),
    output: NewFactor.extend({ challenge: ChallengeId }),
  }),
  'account.confirmSecondFactor': action({
    in: 'account',
    access: OWN,
    input: z.strictObject({ challenge: ChallengeId, code: FactorCode }),
    output: z.object({ recoveryCodes: z.array(z.string()) }),
  }),
  'account.disableSecondFactor': action({
    in: 'account',
    access: OWN,
    input: z.strictObject({
      password: TypedPassword,
      code: z.union([FactorCode, RecoveryCode]),
    }),
    output: z.object({}),
  }),
  /** Sets presence, or with no state keeps it alive (heartbeat). */
  'account.presence': action({
    in: 'account',
    access: OWN,
    input: z.strictObject({ state: z.enum(PRESENCE_STATES).optional() }),
    output: z.object({
      state: z.enum(PRESENCE_STATES),
      serverTime: z.number(),
    }),
  }),
};
