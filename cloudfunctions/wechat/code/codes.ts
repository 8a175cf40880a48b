import {
  newCode,
  pictureStateOf,
  type Code,
} from '../../../domain/customer/code';
import { SCENE_LENGTH } from '../../../domain/customer/scene';
import { refuse } from '../../../domain/errors';
import { mustReach } from '../../../domain/staff/scope';
import { NOBODY } from '../../../domain/values/collections';
import { get } from '../../platform/documents';
import { randomId } from '../../platform/random-id';
import type { Actor } from '../../platform/request';
import type { StoredStaff } from '../../platform/tables';
import type { Transaction } from '../../platform/transact';

/** What whoever asked for a code gets. */
export function madeOf(code: Code) {
  const { _id, fileId, pictureError } = code;
  return {
    codeId: _id,
    scene: _id,
    fileId: fileId === NOBODY ? null : fileId,
    pictureState: pictureStateOf(code),
    pictureError,
  };
}

/** @throws NOT_FOUND, FORBIDDEN */
export async function reachedStaff(
  { staff: by, scope }: Actor,
  staffId: string
): Promise<StoredStaff> {
  const staff = await get('staff', staffId);
  if (!staff) refuse('NOT_FOUND');
  mustReach(scope, by, { staffId, teamId: staff.teamId });
  return staff;
}

/** @throws NOT_FOUND, FORBIDDEN */
export async function reachedCode(actor: Actor, codeId: string): Promise<Code> {
  const code = await get('codes', codeId);
  if (!code) refuse('NOT_FOUND');
  await reachedStaff(actor, code.staffId);
  return code;
}

/**
 * The same within the transaction that changes it: it may have been handed
 * over since it was looked at.
 */
export async function codeIn(
  tx: Transaction,
  { staff: by, scope }: Actor,
  codeId: string
): Promise<Code> {
  const code = (await tx.get('codes', codeId)) ?? refuse('NOT_FOUND');
  const owner = await tx.get('staff', code.staffId);
  const teamId = owner?.teamId ?? NOBODY;
  mustReach(scope, by, { staffId: code.staffId, teamId });
  return code;
}

/** Makes one and notes it with its owner, so that two at once make one. */
export async function issueIn(
  tx: Transaction,
  staffId: string,
  by: string,
  now: number
): Promise<Code> {
  const code = newCode(randomId(SCENE_LENGTH), staffId, by, now);
  await tx.put('codes', code._id, code);
  await tx.patch('staff', staffId, { codeId: code._id });
  return code;
}
