import { updateWhere } from './documents';

const EVERY_MS = 60_000;
const touched = new Map<string, number>();

/** Any action is a heartbeat; one write a minute is enough for that. */
export async function touchPresence(
  staffId: string,
  now: number
): Promise<void> {
  const last = touched.get(staffId) ?? 0;
  if (Math.abs(now - last) < EVERY_MS) return;
  touched.set(staffId, now);
  await updateWhere('presence', { _id: staffId }, { lastSeenAt: now });
}
