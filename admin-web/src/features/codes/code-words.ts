import type { Code } from '../../../../domain/customer/code';
import { CODES_COPY } from '../../../../domain/ui/copy/codes';
import { fill } from '../../../../domain/ui/copy/fill';
import { stampWords } from '../../components/record-words';
import type { CodeRow } from './use-codes';

export function statusOf({ state }: Pick<CodeRow, 'state'>): Code['status'] {
  return state === 'revoked' || state === 'replaced' ? state : 'active';
}

/** When it was made; of one that ends or ended, when that is. */
export function lifeWords(
  { createdAt, revokedAt }: Pick<CodeRow, 'createdAt' | 'revokedAt'>,
  now: number
): string {
  if (revokedAt === 0) {
    return fill(CODES_COPY.madeOn, { time: stampWords(createdAt, now) });
  }
  const time = stampWords(revokedAt, now);
  return fill(revokedAt > now ? CODES_COPY.endsOn : CODES_COPY.endedOn, {
    time,
  });
}
