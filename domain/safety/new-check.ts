import type { Message } from '../message/schema';
import { NOBODY } from '../values/collections';
import { LIMITS } from '../values/limits';
import type { CheckVerdict } from '../values/states';
import type { Check } from './schema';

/** What WeChat can be asked about it; null: nothing. */
export function checkKindOf(kind: Message['kind']): Check['kind'] | null {
  // A file's bytes are neither picture nor sound to WeChat: its name is text.
  if (kind === 'text' || kind === 'file') return 'text';
  return kind === 'image' || kind === 'voice' ? kind : null;
}

export function newCheck(
  of: Pick<Check, 'conversationId' | 'openid' | 'kind' | 'held'>,
  now: number
): Omit<Check, '_id'> {
  const patience =
    of.kind === 'text' ? LIMITS.textCheckMs : LIMITS.mediaCheckMs;
  return {
    ...of,
    status: 'ask',
    traceId: NOBODY,
    verdict: null,
    label: 0,
    errCode: 0,
    tries: 0,
    claimedUntil: 0,
    at: now,
    dueAt: now + patience,
  };
}

/** Under which a verdict waits that came before its check knew the trace. */
export const earlyIdOf = (traceId: string) => `trace.${traceId}`;

export function earlyVerdict(
  verdict: CheckVerdict,
  label: number,
  now: number
): Omit<Check, '_id'> {
  const nobodys = { conversationId: NOBODY, openid: NOBODY, held: false };
  return {
    ...newCheck({ ...nobodys, kind: 'image' }, now),
    status: 'early',
    verdict,
    label,
  };
}
