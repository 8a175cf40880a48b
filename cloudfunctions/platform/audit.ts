import { addOnce } from './documents';
import { randomId } from './random-id';
import type { Request } from './request';
import type { Audit } from './tables';
import type { Transaction } from './transact';

/**
 * Records who did what to whom; never what was typed. `detail` names fields
 * or says what for.
 */
export async function audit(
  request: Request,
  actor: string,
  action: string,
  object: string,
  detail?: string
): Promise<void> {
  const row = rowOf(request, actor, action, object, detail);
  await addOnce('audit', { _id: randomId(20), ...row });
}

/** The same, however often it is done under this id. */
export async function auditOnce(
  id: string,
  request: Request,
  actor: string,
  action: string,
  object: string,
  detail?: string
): Promise<void> {
  const row = rowOf(request, actor, action, object, detail);
  await addOnce('audit', { _id: id, ...row });
}

/** The same in the transaction that does it: neither is without the other. */
export async function auditIn(
  tx: Transaction,
  request: Request,
  actor: string,
  action: string,
  object: string,
  detail?: string
): Promise<void> {
  const row = rowOf(request, actor, action, object, detail);
  await tx.put('audit', randomId(20), row);
}

function rowOf(
  { now, requestId }: Request,
  actor: string,
  action: string,
  object: string,
  detail: string | undefined
): Omit<Audit, '_id'> {
  return {
    at: now,
    actor,
    action,
    object,
    requestId,
    ...(detail !== undefined && { detail }),
  };
}
