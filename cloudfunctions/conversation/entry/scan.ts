import { leads, type Code } from '../../../domain/customer/code';
import { parseScene } from '../../../domain/customer/scene';
import type { Customer } from '../../../domain/customer/schema';
import { identitiesOf } from '../../../domain/staff/seat';
import { NOBODY } from '../../../domain/values/collections';
import { bindIn } from '../../platform/bind-customer';
import { get } from '../../platform/documents';
import type { StoredStaff } from '../../platform/tables';
import { transact } from '../../platform/transact';

/** What a scanned code came to. */
export interface Scan {
  /** As he is now: bound, where the code led to somebody. */
  customer: Customer;
  /** The code, even one that is revoked; '-' where it is none of ours. */
  scene: string;
  /** Whose code it is, or '-'. */
  staffId: string;
  codeValid: boolean;
}

/**
 * Whatever was scanned: a code in force binds the customer to its owner,
 * anything else leaves him as he was. It never fails for what was scanned.
 */
export async function scan(
  customer: Customer,
  raw: string | undefined,
  now: number
): Promise<Scan> {
  const scene = parseScene(raw);
  const code = scene ? await get('codes', scene) : null;
  if (!code) {
    const none = { customer, scene: NOBODY, staffId: NOBODY };
    return { ...none, codeValid: !raw };
  }
  return follow(customer, code, now);
}

/** More hand-overs than this do not happen during one scan. */
const MOST_MOVES = 3;

/**
 * A code may be handed over between being read and binding somebody. Whoever
 * hands over moves the code first and the customers afterwards: so either
 * the move shows here, when the code is read again, or the binding there.
 */
async function follow(
  customer: Customer,
  first: Code,
  now: number
): Promise<Scan> {
  let code = first;
  let bound = customer;
  for (let moves = 0; ; moves++) {
    const { _id: scene, staffId } = code;
    const owner = await ownerInUse(code, now);
    if (!owner) return { customer: bound, scene, staffId, codeValid: false };
    const changed = await bind(bound, owner, scene, now);
    const valid = { customer: changed ?? bound, scene, staffId };
    if (!changed || moves >= MOST_MOVES) return { ...valid, codeValid: true };
    bound = changed;
    code = (await get('codes', scene)) ?? code;
    if (code.staffId === staffId) return { ...valid, codeValid: true };
  }
}

/** Whose code this is, if both it and he are in use. */
async function ownerInUse(
  code: Code,
  now: number
): Promise<StoredStaff | null> {
  if (!leads(code, now)) return null;
  const staff = await get('staff', code.staffId);
  return staff?.status === 'active' ? staff : null;
}

/** null: nothing to change. Nobody becomes a customer of himself. */
async function bind(
  customer: Customer,
  owner: StoredStaff,
  scene: string,
  now: number
): Promise<Customer | null> {
  const staffId = owner._id;
  if (customer.boundStaffId === staffId) return null;
  if (identitiesOf(owner).includes(customer._id)) return null;
  const binding = { staffId, source: 'code' as const, by: scene };
  return transact((tx) => bindIn(tx, customer._id, binding, now));
}
