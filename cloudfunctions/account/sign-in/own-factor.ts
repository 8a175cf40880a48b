import { refuse } from '../../../domain/errors';
import { auditIn } from '../../platform/audit';
import { actorOf, type Request } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';
import { transact } from '../../platform/transact';
import { personOf } from '../../platform/who';
import { forgiveAttempts } from './attempts';
import { openChallenge, takeChallenge, useChallenge } from './challenges';
import { dropFactor, enrol, sealSecret, takeFactor } from './factor';
import { provePassword } from './prove-own';
import { newFactor } from './totp';

const ENROLMENT = { purpose: 'enrolment', need: 'enrol' } as const;

/** A secret for his authenticator; it counts from the first right code on. */
export const enrolSecondFactor: Handler<'account.enrolSecondFactor'> = async (
  { password },
  request
) => {
  const { staff } = actorOf(request);
  const { people } = await settings();
  if (people.secondFactor === 'off') refuse('FORBIDDEN', 'switched off');
  if (staff.secondFactor) refuse('SECOND_FACTOR_ENROLLED');
  await provePassword(staff, password, request.now);
  await forgiveAttempts(staff.staffCode);
  const factor = newFactor(staff.staffCode);
  const opening = {
    ...ENROLMENT,
    ...ownIn(request),
    factorShown: false,
    secret: sealSecret(factor.secret),
  };
  const challenge = await openChallenge(staff, opening, request.now);
  return { challenge, ...factor };
};

export const confirmSecondFactor: Handler<
  'account.confirmSecondFactor'
> = async ({ challenge: id, code }, request) => {
  const { now } = request;
  const { staff } = actorOf(request);
  const mine = { ...ENROLMENT, ...ownIn(request) };
  const challenge = await takeChallenge(id, mine, now);
  if (challenge.staffId !== staff._id) refuse('CHALLENGE_EXPIRED');
  const { secret } = challenge;
  const recoveryCodes = await transact(async (tx) => {
    const member = await useChallenge(tx, challenge);
    const codes = await enrol(tx, member, { secret, code }, now);
    const what = 'account.confirmSecondFactor';
    await auditIn(tx, request, staff._id, what, staff._id);
    return codes;
  });
  return { recoveryCodes };
};

/** Both, so that an open screen is not enough. */
export const disableSecondFactor: Handler<
  'account.disableSecondFactor'
> = async ({ password, code }, request) => {
  const { now } = request;
  const { staff } = actorOf(request);
  const { staffCode } = staff;
  // Forgiven at the end only: the code must not be guessed for ever either.
  await provePassword(staff, password, now);
  const shown = code.length === 6 ? { code } : { recoveryCode: code };
  await transact(async (tx) => {
    await takeFactor(tx, staffCode, shown, now);
    await dropFactor(tx, staff);
    const what = 'account.disableSecondFactor';
    await auditIn(tx, request, staff._id, what, staff._id);
  });
  await forgiveAttempts(staffCode);
  return {};
};

function ownIn({ caller }: Request): { me: string } {
  return { me: personOf(caller).me };
}
