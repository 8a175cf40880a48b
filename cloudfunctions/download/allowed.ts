import type { DownloadWish } from '../../domain/download/schema';
import { refuse } from '../../domain/errors';
import type { Actor } from '../platform/request';

/**
 * What was said, and the audit, leave with nobody but administrators.
 * @throws FORBIDDEN
 */
export function mustMayTake(wish: DownloadWish, { scope }: Actor): void {
  if (scope === 'organisation') return;
  if (wish.kind === 'audit') refuse('FORBIDDEN', 'the audit');
  if (wish.texts) refuse('FORBIDDEN', 'what was said');
}
