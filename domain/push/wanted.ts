import { LIMITS } from '../values/limits';
import { cutText, oneLine } from '../values/text';

/** Agents' messages within this time share one push. */
const BURST_MS = 5 * 60_000;

/** Whether he has the conversation in front of him right now. */
export function isLooking(lookingAt: number, now: number): boolean {
  return now - lookingAt < LIMITS.lookingMs;
}

/**
 * The id of the push for what the customer has not read. The same span and
 * the same few minutes give the same id, so a burst makes one push however
 * many calls report it.
 */
export function pushIdOf(
  conversationId: string,
  readSeq: number,
  now: number
): string {
  return `${conversationId}.${readSeq}.${Math.floor(now / BURST_MS)}`;
}

/** Lines, control characters and the like are refused by WeChat (47003). */
export function pushField(text: string, whenEmpty: string): string {
  const clean = oneLine(
    text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, ' ')
  );
  return clean === '' ? whenEmpty : cutText(clean, LIMITS.pushField);
}
