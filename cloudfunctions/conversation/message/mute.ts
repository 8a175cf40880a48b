import { refuse } from '../../../domain/errors';
import { keysAsStaff, type Seat } from '../../../domain/staff/seat';
import { command } from '../../platform/cloud';
import { find, get } from '../../platform/documents';
import { anyOf } from '../../platform/filters';
import { transact, type Transaction } from '../../platform/transact';

/** More conversations than one person can have open. */
const MOST_OPEN = 500;

/**
 * Takes the licence to write as a customer until then, with effect on the
 * next write; a mute that lasts longer stays. His conversations go on.
 * @param identity openid or uid
 */
export async function muteIn(
  tx: Transaction,
  identity: string,
  until: number
): Promise<void> {
  const seat = await tx.get('seats', identity);
  await tx.put('seats', identity, {
    ...seat,
    open: keysAsStaff(seat),
    mutedUntil: Math.max(seat?.mutedUntil ?? 0, until),
  });
}

/**
 * Takes every licence until then, that of staff as well; a conversation he is
 * given meanwhile brings a new one. Somebody without a seat has none.
 */
export async function silenceIn(
  tx: Transaction,
  identity: string,
  until: number
): Promise<void> {
  const seat = await tx.get('seats', identity);
  if (!seat) return;
  const mutedUntil = Math.max(seat.mutedUntil ?? 0, until);
  await tx.put('seats', identity, { ...seat, open: {}, mutedUntil });
}

/** Ends it now. */
export async function unmuteIn(
  tx: Transaction,
  identity: string
): Promise<void> {
  const seat = await tx.get('seats', identity);
  if (seat?.mutedUntil) await giveBack(tx, seat);
}

/**
 * His seat, with the keys that a mute which is over had taken.
 * @throws RATE_LIMITED, or CUSTOMER_BLOCKED, while it lasts, with its end
 */
export async function seatToWriteIn(
  tx: Transaction,
  identity: string,
  now: number
): Promise<Seat | null> {
  const seat = await tx.get('seats', identity);
  if (!seat?.mutedUntil) return seat;
  if (seat.mutedUntil > now) return refuseMuted(tx, seat, seat.mutedUntil, now);
  return giveBack(tx, seat);
}

/** Whether he was too quick, or a supervisor has had enough of him. */
async function refuseMuted(
  tx: Transaction,
  { _id }: Seat,
  retryAt: number,
  now: number
): Promise<never> {
  const blockedUntil = (await tx.get('customers', _id))?.blockedUntil ?? 0;
  if (blockedUntil > now) {
    refuse('CUSTOMER_BLOCKED', 'blocked', { retryAt });
  }
  return refuse('RATE_LIMITED', 'muted', { retryAt });
}

/** The same by itself; costs one read where nothing is to be done. */
export async function seatToWrite(
  identity: string,
  now: number
): Promise<Seat | null> {
  const seat = await get('seats', identity);
  if (!seat?.mutedUntil) return seat;
  return transact((tx) => seatToWriteIn(tx, identity, now));
}

/** Those whose time is over may write directly again. @returns how many */
export async function unmuteDue(now: number, most: number): Promise<number> {
  const over = command.gt(0).and(command.lte(now));
  const due = await find('seats', { mutedUntil: over }, { limit: most });
  for (const { _id } of due) {
    await transact((tx) => seatToWriteIn(tx, _id, now));
  }
  return due.length;
}

/**
 * Asked after the seat was read: whoever opens or ends a conversation of his
 * writes it too, so that no key is left to one that has ended.
 */
async function giveBack(tx: Transaction, seat: Seat): Promise<Seat> {
  const me = seat._id;
  const state = command.in(['waiting', 'active']);
  const mine = [{ customer: me, state }];
  const his = seat.staffId
    ? [
        { agentOpenid: me, state },
        { agentUid: me, state },
      ]
    : [];
  const open = await find('conversations', anyOf([...mine, ...his]), {
    limit: MOST_OPEN,
  });
  const keys = open.map(({ _id, customer }) => [_id, customer] as const);
  const held = { ...seat.open, ...Object.fromEntries(keys) };
  const whole = { ...seat, open: held, mutedUntil: 0 };
  await tx.put('seats', me, whole);
  return whole;
}
