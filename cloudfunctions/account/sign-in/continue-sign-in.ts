import type { ParsedInputOf } from '../../../domain/actions/index';
import { refuse } from '../../../domain/errors';
import type { Challenge } from '../../../domain/staff/challenge';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { personOf } from '../../platform/who';
import { countAttempt } from './attempts';
import { takeChallenge, useChallenge } from './challenges';
import { enrol, takeFactor, type Shown } from './factor';
import { nextStep, type Progress } from './next-step';
import { hashPassword, verifyPassword } from './password';

type Input = ParsedInputOf<'account.continueSignIn'>;

/**
 * Takes what the step before asked for. Each step uses up its challenge in
 * the transaction in which it has its effect, so that nothing counts twice.
 */
export const continueSignIn: Handler<'account.continueSignIn'> = async (
  input,
  { caller, now }
) => {
  const person = personOf(caller);
  const mine = { me: person.me, purpose: 'sign-in' as const };
  const challenge = await takeChallenge(input.challenge, mine, now);
  const progress = await STEPS[challenge.need](challenge, input, now);
  return nextStep(progress, person, now);
};

const STEPS = { code: byFactor, password: byNewPassword, enrol: byEnrolling };

async function byFactor(
  challenge: Challenge,
  input: Input,
  now: number
): Promise<Progress> {
  const shown = shownIn(input);
  // Wrong codes lock the account as wrong passwords do.
  await countAttempt(challenge.staffCode, now);
  const staff = await transact(async (tx) => {
    const member = await useChallenge(tx, challenge);
    await takeFactor(tx, challenge.staffCode, shown, now);
    return member;
  });
  return { staff, factorShown: true };
}

async function byNewPassword(
  challenge: Challenge,
  { newPassword }: Input
): Promise<Progress> {
  if (newPassword === undefined) refuse('INVALID_INPUT', 'newPassword');
  const password = await hashPassword(newPassword);
  const staff = await transact(async (tx) => {
    const member = await useChallenge(tx, challenge);
    if (await verifyPassword(newPassword, member.password)) {
      refuse('PASSWORD_REUSED');
    }
    const changed = { password, mustChangePassword: false };
    await tx.patch('staff', member._id, changed);
    return { ...member, ...changed };
  });
  return { staff, factorShown: challenge.factorShown };
}

async function byEnrolling(
  challenge: Challenge,
  { code }: Input,
  now: number
): Promise<Progress> {
  if (code === undefined) refuse('INVALID_INPUT', 'code');
  const { secret } = challenge;
  return transact(async (tx) => {
    const member = await useChallenge(tx, challenge);
    const recoveryCodes = await enrol(tx, member, { secret, code }, now);
    const staff = { ...member, secondFactor: true };
    return { staff, factorShown: true, recoveryCodes };
  });
}

function shownIn({ code, recoveryCode }: Input): Shown {
  if (code !== undefined) return { code };
  if (recoveryCode !== undefined) return { recoveryCode };
  return refuse('INVALID_INPUT', 'code');
}
