import * as z from 'zod';
import { NOBODY } from '../values/collections';

/**
 * `seats/{openid or uid}`: the licence to write. Whoever has a key in `open`
 * may speak in that conversation now; the value is that conversation's
 * customer, which the create rule of messages compares.
 */
export const Seat = z.object({
  _id: z.string(),
  open: z.record(z.string(), z.string()),
  /** The staff member whose identity this is; absent for customers. */
  staffId: z.string().optional(),
  mutedUntil: z.number().optional(),
});
export type Seat = z.infer<typeof Seat>;
export type OpenKeys = Record<string, string>;

/** The keys he holds as staff; his own conversations as a customer are not. */
export function keysAsStaff(seat: Seat | null): OpenKeys {
  return keys(seat, (customer) => customer !== seat?._id);
}

/** The conversations in which the owner of the seat is the customer. */
export function keysAsCustomer(seat: Seat | null): OpenKeys {
  return keys(seat, (customer) => customer === seat?._id);
}

/** The seat of a new identity of one who already has others. */
export function seatForStaff(
  staffId: string,
  before: Seat | null,
  held: OpenKeys
): Omit<Seat, '_id'> {
  return { staffId, open: { ...keysAsCustomer(before), ...held } };
}

/** What remains when the identity stops being a member of staff. */
export function seatWithoutStaff(seat: Seat): Omit<Seat, '_id'> {
  return { open: keysAsCustomer(seat) };
}

/** An identity of the staff member that exists, so that a seat does too. */
export function identitiesOf(staff: { openid: string; uid: string }): string[] {
  return [staff.openid, staff.uid].filter((id) => id !== NOBODY);
}

function keys(
  seat: Seat | null,
  wanted: (customer: string) => boolean
): OpenKeys {
  const entries = Object.entries(seat?.open ?? {});
  return Object.fromEntries(entries.filter(([, customer]) => wanted(customer)));
}
