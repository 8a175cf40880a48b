import { describe, expect, it } from 'vitest';
import { isOpen, nextNeed, type Challenge } from './challenge';
import {
  FactorCode,
  RecoveryCode,
  shownRecoveryCode,
  takeRecovery,
  takeStep,
} from './second-factor';

const factor = { secret: 'S', lastStep: 10, recovery: ['one', 'two'] };

describe('[A-N06] the second factor', () => {
  it('takes no code twice, and none that is older', () => {
    expect(takeStep(factor, 11)).toEqual({ ...factor, lastStep: 11 });
    expect(takeStep(factor, 10)).toBeNull();
    expect(takeStep(factor, 9)).toBeNull();
  });

  it('takes each recovery code once', () => {
    const after = takeRecovery(factor, 'one');
    expect(after?.recovery).toEqual(['two']);
    expect(after && takeRecovery(after, 'one')).toBeNull();
    expect(takeRecovery(factor, 'three')).toBeNull();
  });

  it('reads what people type', () => {
    expect(FactorCode.parse(' 123 456')).toBe('123456');
    expect(FactorCode.safeParse('12345').success).toBe(false);
    expect(FactorCode.safeParse('12345a').success).toBe(false);
    const shown = shownRecoveryCode('abcd2345efgh6789');
    expect(shown).toBe('abcd-2345-efgh-6789');
    expect(RecoveryCode.parse(` ${shown.toUpperCase()} `)).toBe(
      'abcd2345efgh6789'
    );
    expect(RecoveryCode.safeParse('abcd').success).toBe(false);
  });
});

describe('[F005a] the steps of a sign-in', () => {
  const nothing = {
    mustChangePassword: false,
    enrolled: false,
    factorShown: false,
  };
  const optional = {
    forcePasswordChange: true,
    secondFactor: 'optional',
  } as const;

  it('are none for who chose his password and has no second factor', () => {
    expect(nextNeed(nothing, optional)).toBeNull();
  });

  it('a first password is changed, where that is set', () => {
    const first = { ...nothing, mustChangePassword: true };
    expect(nextNeed(first, optional)).toBe('password');
    const lax = { ...optional, forcePasswordChange: false };
    expect(nextNeed(first, lax)).toBeNull();
  });

  it('the code comes before the new password', () => {
    const both = { ...nothing, mustChangePassword: true, enrolled: true };
    expect(nextNeed(both, optional)).toBe('code');
    expect(nextNeed({ ...both, factorShown: true }, optional)).toBe('password');
  });

  it('who must have a second factor gets one; where it is off nobody is asked', () => {
    const required = { ...optional, secondFactor: 'required' } as const;
    expect(nextNeed(nothing, required)).toBe('enrol');
    const off = { ...optional, secondFactor: 'off' } as const;
    expect(nextNeed({ ...nothing, enrolled: true }, off)).toBeNull();
  });
});

describe('a challenge', () => {
  const challenge: Challenge = {
    _id: 'c',
    me: 'me',
    staffId: 's',
    staffCode: 'A1',
    generation: 1,
    purpose: 'sign-in',
    need: 'code',
    factorShown: false,
    secret: '',
    attempts: 4,
    expiresAt: 100,
  };

  it('is open to who began it, in its time, while attempts are left', () => {
    expect(isOpen(challenge, 'me', 99)).toBe(true);
    expect(isOpen(challenge, 'me', 100)).toBe(false);
    expect(isOpen(challenge, 'another', 99)).toBe(false);
    expect(isOpen({ ...challenge, attempts: 5 }, 'me', 99)).toBe(false);
    expect(isOpen(null, 'me', 99)).toBe(false);
  });
});
