import type { SignInAnswer } from '../../../domain/actions/sign-in-answer';
import { nextNeed } from '../../../domain/staff/challenge';
import { customUserIdOf } from '../../../domain/staff/custom-user';
import { viewOf } from '../../../domain/staff/view';
import { settings } from '../../platform/settings';
import type { StoredStaff } from '../../platform/tables';
import type { Person } from '../../platform/who';
import { forgiveAttempts } from './attempts';
import { bindIdentity } from './bind-identity';
import { openChallenge } from './challenges';
import { sealSecret } from './factor';
import { presentAfterSignIn } from '../presence/set-presence';
import { ticketFor } from './ticket';
import { newFactor } from './totp';
import { newClaim } from './web-sessions';

/** How far somebody has come whose password was right. */
export interface Progress {
  staff: StoredStaff;
  factorShown: boolean;
  recoveryCodes?: string[];
}

/** What is asked for next, or that he is signed in. */
export async function nextStep(
  progress: Progress,
  person: Person,
  now: number
): Promise<SignInAnswer> {
  const { staff, factorShown } = progress;
  const { mustChangePassword, secondFactor: enrolled } = staff;
  const { people } = await settings();
  const standing = { mustChangePassword, enrolled, factorShown };
  const need = nextNeed(standing, people);
  // Whoever has the password alone gets no new attempts at the code by it.
  if (need !== 'code') await forgiveAttempts(staff.staffCode);
  if (!need) return done(progress, person, now);
  const opening = { me: person.me, purpose: 'sign-in' as const, factorShown };
  if (need !== 'enrol') {
    const plain = { ...opening, need, secret: '' };
    return { step: need, challenge: await openChallenge(staff, plain, now) };
  }
  const factor = newFactor(staff.staffCode);
  const secret = sealSecret(factor.secret);
  const enrolling = { ...opening, need, secret };
  const challenge = await openChallenge(staff, enrolling, now);
  return { step: need, challenge, ...factor };
}

/** The phone is bound; the web gets a ticket, and a claim for its session. */
async function done(
  { staff, recoveryCodes }: Progress,
  { me, channel }: Person,
  now: number
): Promise<SignInAnswer> {
  const end = {
    step: 'done' as const,
    ...(recoveryCodes && { recoveryCodes }),
  };
  if (channel === 'web') {
    const ticket = ticketFor(customUserIdOf(staff));
    const claim = await newClaim(staff._id, now);
    await presentAfterSignIn(staff, channel, now);
    return { ...end, ticket, claim, staff: viewOf(staff) };
  }
  const bound = await bindIdentity(staff._id, 'openid', me, now);
  const presence = await presentAfterSignIn(bound, channel, now);
  return {
    ...end,
    ticket: null,
    identity: { me, channel, field: 'agentOpenid' },
    staff: viewOf(bound),
    presence,
    serverTime: Date.now(),
  };
}
