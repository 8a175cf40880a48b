import { randomInt } from 'node:crypto';
import { refuse } from '../../../domain/errors';
import {
  shownRecoveryCode,
  takeRecovery,
  takeStep,
  type SecondFactor,
} from '../../../domain/staff/second-factor';
import { LIMITS } from '../../../domain/values/limits';
import { digestOf } from '../../platform/digest';
import { seal, unseal } from '../../platform/seal';
import type { StoredStaff } from '../../platform/tables';
import type { Transaction } from '../../platform/transact';
import { stepOfCode } from './totp';

const PURPOSE = 'totp';
/** Readable: no 0, o, 1, l or i. 16 of them are 79 bits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

export const sealSecret = (secret: string) => seal(secret, PURPOSE);

export type Shown = { code: string } | { recoveryCode: string };

/**
 * Takes what he shows, so that it is never taken again: two at once write the
 * same document, and the second finds it used.
 * @throws SECOND_FACTOR_FAILED
 */
export async function takeFactor(
  tx: Transaction,
  staffCode: string,
  shown: Shown,
  now: number
): Promise<void> {
  const login = await tx.get('logins', staffCode);
  const factor = login?.secondFactor;
  const after = factor ? taken(factor, login.staffId, shown, now) : null;
  if (!login || !after) refuse('SECOND_FACTOR_FAILED');
  const rev = login.rev + 1;
  await tx.put('logins', staffCode, { ...login, rev, secondFactor: after });
}

/**
 * Sets it up, with the code that shows that the authenticator has the secret.
 * @returns the recovery codes, which are nowhere else
 * @throws SECOND_FACTOR_FAILED, SECOND_FACTOR_ENROLLED
 */
export async function enrol(
  tx: Transaction,
  staff: StoredStaff,
  { secret, code }: { secret: string; code: string },
  now: number
): Promise<string[]> {
  const login = await tx.get('logins', staff.staffCode);
  if (!login) refuse('NOT_FOUND');
  if (login.secondFactor) refuse('SECOND_FACTOR_ENROLLED');
  const lastStep = stepOfCode(unseal(secret, PURPOSE), code, now);
  if (lastStep === null) refuse('SECOND_FACTOR_FAILED');
  const codes = Array.from({ length: LIMITS.recoveryCodes }, newRecoveryCode);
  const recovery = codes.map((one) => recoveryDigest(staff._id, one));
  await tx.put('logins', staff.staffCode, {
    ...login,
    rev: login.rev + 1,
    secondFactor: { secret, lastStep, recovery },
  });
  await tx.patch('staff', staff._id, { secondFactor: true });
  return codes.map(shownRecoveryCode);
}

/** He has none any more. */
export async function dropFactor(
  tx: Transaction,
  staff: StoredStaff
): Promise<void> {
  const login = await tx.get('logins', staff.staffCode);
  if (!login) refuse('NOT_FOUND');
  const { secondFactor: _, ...rest } = login;
  const rev = login.rev + 1;
  await tx.put('logins', staff.staffCode, { ...rest, rev });
  await tx.patch('staff', staff._id, { secondFactor: false });
}

function taken(
  factor: SecondFactor,
  staffId: string,
  shown: Shown,
  now: number
): SecondFactor | null {
  if ('recoveryCode' in shown) {
    return takeRecovery(factor, recoveryDigest(staffId, shown.recoveryCode));
  }
  const secret = unseal(factor.secret, PURPOSE);
  const step = stepOfCode(secret, shown.code, now);
  return step === null ? null : takeStep(factor, step);
}

function recoveryDigest(staffId: string, code: string): string {
  return digestOf(`${staffId}.${code}`);
}

function newRecoveryCode(): string {
  const letter = () => LETTERS.charAt(randomInt(LETTERS.length));
  return Array.from({ length: 16 }, letter).join('');
}
