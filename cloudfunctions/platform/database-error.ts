const CONFLICT = 'DATABASE_TRANSACTION_CONFLICT';

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error
    ? error.code
    : undefined;
}

/** Somebody else wrote the same document; the same work may be tried again. */
export function isConflict(error: unknown): boolean {
  return codeOf(error) === CONFLICT;
}

/** The platform's one code for several causes, a taken `_id` among them. */
export function mayBeDuplicate(error: unknown): boolean {
  return codeOf(error) === 'DATABASE_REQUEST_FAILED';
}
