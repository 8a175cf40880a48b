import { describe, expect, it } from 'vitest';
import { ServiceError } from '../errors';
import { LIMITS } from '../values/limits';
import { NO_ATTEMPTS, takeAttempt } from './lock-out';

const NOW = 1_000_000;

function tryTimes(count: number, from = NO_ATTEMPTS) {
  let login = from;
  for (let at = 0; at < count; at++) login = takeAttempt(login, NOW);
  return login;
}

function refusalOf(act: () => unknown): ServiceError {
  try {
    act();
  } catch (error) {
    if (error instanceof ServiceError) return error;
  }
  throw new Error('nothing was refused');
}

describe('[F005b] attempts to sign in', () => {
  it('allows five and refuses the sixth until the quarter hour is over', () => {
    const used = tryTimes(LIMITS.signInFailures);
    const refusal = refusalOf(() => takeAttempt(used, NOW + 1));
    expect(refusal.code).toBe('SIGN_IN_LOCKED');
    expect(refusal.retryAt).toBe(NOW + LIMITS.signInLockMs);
  });

  it('works again when the time is over, with all five attempts', () => {
    const used = tryTimes(LIMITS.signInFailures);
    const later = takeAttempt(used, NOW + LIMITS.signInLockMs);
    expect(later.attempts).toBe(1);
  });

  it('a refused attempt does not make the lock longer', () => {
    const used = tryTimes(LIMITS.signInFailures);
    refusalOf(() => takeAttempt(used, NOW + LIMITS.signInLockMs - 1));
    expect(used.until).toBe(NOW + LIMITS.signInLockMs);
  });

  it('old failures are forgotten', () => {
    const used = tryTimes(LIMITS.signInFailures - 1);
    const later = takeAttempt(used, NOW + LIMITS.signInLockMs);
    expect(later.attempts).toBe(1);
  });
});
