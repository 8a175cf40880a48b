import { refuse } from '../../../domain/errors';
import { isOpen, type Challenge } from '../../../domain/staff/challenge';
import { LIMITS } from '../../../domain/values/limits';
import { command } from '../../platform/cloud';
import { addOnce, get, updateWhere } from '../../platform/documents';
import { randomId } from '../../platform/random-id';
import type { StoredStaff } from '../../platform/tables';
import type { Transaction } from '../../platform/transact';

type Opening = Pick<
  Challenge,
  'me' | 'purpose' | 'need' | 'factorShown' | 'secret'
>;

/** @returns its id */
export async function openChallenge(
  staff: StoredStaff,
  opening: Opening,
  now: number
): Promise<string> {
  const _id = randomId(32);
  await addOnce('challenges', {
    _id,
    ...opening,
    staffId: staff._id,
    staffCode: staff.staffCode,
    generation: staff.uidGeneration,
    attempts: 0,
    expiresAt: now + LIMITS.challengeMs,
  });
  return _id;
}

/**
 * Takes one of its attempts before anything is compared; compare and swap,
 * so that many at once have no more than one after the other.
 * @throws CHALLENGE_EXPIRED
 */
export async function takeChallenge(
  id: string,
  { me, purpose }: Pick<Challenge, 'me' | 'purpose'>,
  now: number
): Promise<Challenge> {
  for (;;) {
    const found = await get('challenges', id);
    if (!isOpen(found, me, now) || found.purpose !== purpose) {
      refuse('CHALLENGE_EXPIRED');
    }
    const { attempts } = found;
    const swapped = await updateWhere(
      'challenges',
      { _id: id, attempts },
      { attempts: command.inc(1) }
    );
    if (swapped === 1) return found;
  }
}

/**
 * Uses it up together with what it was for.
 * @returns whoever it is for, as he is now
 * @throws CHALLENGE_EXPIRED where it was used, or his sessions were cut since
 * @throws STAFF_DISABLED
 */
export async function useChallenge(
  tx: Transaction,
  { _id, staffId, generation }: Challenge
): Promise<StoredStaff> {
  const staff = await tx.get('staff', staffId);
  const open = await tx.get('challenges', _id);
  if (staff?.status === 'disabled') refuse('STAFF_DISABLED');
  if (!open || staff?.uidGeneration !== generation) {
    refuse('CHALLENGE_EXPIRED');
  }
  await tx.remove('challenges', _id);
  return staff;
}
