import { command } from './cloud';
import { addOnce, updateWhere } from './documents';
import { logError } from './log';

const HOUR = 60 * 60_000;
/** More of one hour and process are not counted: a storm must not cost. */
const MOST = 100;

let hourOfNotes = 0;
let notes = 0;

/** `meta/failures.{hour}` */
export const failuresId = (hour: number) => `failures.${hour}`;

/**
 * Counts a call that failed for no reason of its caller, for the health page
 * and alerts. Whether that works or not, the failure stays in the log.
 * @param action its name; '' where a timer called
 */
export async function noteFailure(action: string, now: number): Promise<void> {
  const hour = Math.floor(now / HOUR);
  if (hour !== hourOfNotes) notes = 0;
  hourOfNotes = hour;
  notes += 1;
  if (notes > MOST) return;
  try {
    await add(failuresId(hour), hour * HOUR, keyOf(action));
  } catch (error) {
    logError('note failure', error);
  }
}

/** A dot would be a path. What is no action's name could be anything. */
function keyOf(action: string): string {
  return /^\w+\.\w+$/.test(action) ? action.replace('.', '/') : 'timer';
}

async function add(_id: string, at: number, key: string): Promise<void> {
  const more = { [`failures.${key}`]: command.inc(1) };
  if ((await updateWhere('meta', { _id }, more)) > 0) return;
  if (await addOnce('meta', { _id, at, failures: { [key]: 1 } })) return;
  await updateWhere('meta', { _id }, more);
}
