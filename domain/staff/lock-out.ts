import * as z from 'zod';
import { refuse } from '../errors';
import { LIMITS } from '../values/limits';
import { SecondFactor } from './second-factor';

/** `logins/{staffCode}`: whose code it is and what was tried. */
export const Login = z.object({
  _id: z.string(),
  /** '-' for a code nobody has: such attempts are counted the same. */
  staffId: z.string(),
  /** Attempts since the last success, taken before the password is looked at. */
  attempts: z.int().min(0),
  /** Until then the attempts count; with all of them used he is locked out. */
  until: z.number(),
  /** Raised by every write; two writers cannot both take one attempt. */
  rev: z.int(),
  /** Absent while he has none. */
  secondFactor: SecondFactor.optional(),
});
export type Login = z.infer<typeof Login>;
type Attempts = Pick<Login, 'attempts' | 'until'>;

/**
 * Takes one attempt. It is counted before the password is verified, so that
 * many at once never get more than the allowed number.
 * @throws SIGN_IN_LOCKED with the time at which it works again
 */
export function takeAttempt(login: Attempts, now: number): Attempts {
  const lapsed = login.until <= now;
  if (!lapsed && login.attempts >= LIMITS.signInFailures) {
    refuse('SIGN_IN_LOCKED', 'locked out', { retryAt: login.until });
  }
  return {
    attempts: lapsed ? 1 : login.attempts + 1,
    until: now + LIMITS.signInLockMs,
  };
}

/** The right password forgives what was tried before. */
export const NO_ATTEMPTS: Attempts = { attempts: 0, until: 0 };
