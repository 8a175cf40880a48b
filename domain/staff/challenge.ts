import * as z from 'zod';
import type { Settings } from '../settings/schema';
import { LIMITS } from '../values/limits';

/** What can be asked for between the password and being signed in. */
export const SIGN_IN_NEEDS = ['code', 'password', 'enrol'] as const;
export type SignInNeed = (typeof SIGN_IN_NEEDS)[number];

/** `challenges/{_id}`: a sign-in, or an enrolment, that needs one more step. */
export const Challenge = z.object({
  _id: z.string(),
  /** The identity that began it; nobody else may go on. */
  me: z.string(),
  staffId: z.string(),
  staffCode: z.string(),
  /** A cut of all sessions ends what was begun before it. */
  generation: z.int(),
  purpose: z.enum(['sign-in', 'enrolment']),
  need: z.enum(SIGN_IN_NEEDS),
  /** Whether the second factor has been shown in this sign-in. */
  factorShown: z.boolean(),
  /** For `enrol`: the new secret, sealed; else ''. */
  secret: z.string(),
  attempts: z.int(),
  expiresAt: z.number(),
});
export type Challenge = z.infer<typeof Challenge>;

/** How things stand with whoever signs in. */
export interface Standing {
  /** His password is a first or reset one. */
  mustChangePassword: boolean;
  /** He has a second factor. */
  enrolled: boolean;
  /** He has shown it in this sign-in. */
  factorShown: boolean;
}

/**
 * The next step of a sign-in, null when it is done. The second factor comes
 * first: a new password by somebody with the old one alone would be a theft.
 */
export function nextNeed(
  standing: Standing,
  people: Pick<Settings['people'], 'forcePasswordChange' | 'secondFactor'>
): SignInNeed | null {
  const { mustChangePassword, enrolled, factorShown } = standing;
  const wanted = people.secondFactor;
  if (wanted !== 'off' && enrolled && !factorShown) return 'code';
  if (mustChangePassword && people.forcePasswordChange) return 'password';
  return wanted === 'required' && !enrolled ? 'enrol' : null;
}

/** Whether this caller may go on with it now. */
export function isOpen(
  challenge: Challenge | null,
  me: string,
  now: number
): challenge is Challenge {
  return (
    challenge !== null &&
    challenge.me === me &&
    now < challenge.expiresAt &&
    challenge.attempts < LIMITS.challengeAttempts
  );
}
