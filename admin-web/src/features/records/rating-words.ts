import type { RecordRow } from '../../../../domain/record/row';
import { RATING_REASON_COPY } from '../../../../domain/ui/copy/customer';

/** What was missing and what he wrote; '' where he only gave a score. */
export function ratingWords({
  reason,
  comment,
}: Pick<RecordRow, 'reason' | 'comment'>): string {
  const word = reason === null ? '' : RATING_REASON_COPY[reason];
  return [word, comment].filter(Boolean).join('：');
}
