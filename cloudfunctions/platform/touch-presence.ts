import { updateWhere } from './documents';

const EVERY_MS = 60_000;
const touched = new Map<string, number>();

/** Whoever wrote the presence himself need not do it again at once. */
export function presenceTouched(staffId: string, now: number): void {
  touched.set(staffId, now);
}

/** Any action is a heartbeat; one write a minute is enough for that. */
export async function touchPresence(
  staffId: string,
  now: number
): Promise<void> {
  const last = touched.get(staffId) ?? 0;
  if (Math.abs(now - last) < EVERY_MS) return;
  presenceTouched(staffId, now);
  await updateWhere('presence', { _id: staffId }, { lastSeenAt: now });
}
