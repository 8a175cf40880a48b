import type { Settings } from '../settings/schema';
import type { LimitKind } from './window';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How often one person may do a thing, and within which time. */
export function limitOf(
  kind: LimitKind,
  limits: Settings['limits']
): { most: number; windowMs: number } {
  switch (kind) {
    case 'upload':
      return { most: limits.uploadsPerHour, windowMs: HOUR_MS };
    case 'entry':
      return { most: limits.entriesPerHour, windowMs: HOUR_MS };
    case 'message':
      return { most: limits.messagesPerHour, windowMs: HOUR_MS };
    case 'signIn':
      return { most: limits.signInsPerMinute, windowMs: MINUTE_MS };
  }
}
