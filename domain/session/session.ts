import { NOBODY } from '../values/collections';
import { LIMITS } from '../values/limits';
import type { Session } from './schema';

type Tokens = Pick<
  Session,
  'claimHash' | 'accessHash' | 'accessUntil' | 'refreshHash' | 'expiresAt'
>;

const SHAPE = /^([0-9a-z]{20})\.([0-9a-z]{40})$/;

/** A token names its session, so that holding it up costs one read. */
export function tokenText(sessionId: string, secret: string): string {
  return `${sessionId}.${secret}`;
}

/** null: not a token that this product gave out. */
export function parseToken(
  text: string
): { sessionId: string; secret: string } | null {
  const match = SHAPE.exec(text);
  if (!match?.[1] || !match[2]) return null;
  return { sessionId: match[1], secret: match[2] };
}

/** Signed in, but the ticket has not been used yet. */
export function claimed(claimHash: string, now: number): Tokens {
  return {
    claimHash,
    accessHash: NOBODY,
    accessUntil: 0,
    refreshHash: NOBODY,
    expiresAt: now + LIMITS.claimMs,
  };
}

/** New tokens; whatever there was before is worth nothing any more. */
export function renewed(
  hashes: Pick<Tokens, 'accessHash' | 'refreshHash'>,
  now: number
): Tokens {
  return {
    ...hashes,
    claimHash: NOBODY,
    accessUntil: now + LIMITS.sessionAccessMs,
    expiresAt: now + LIMITS.sessionRefreshMs,
  };
}

/** Whether the holder of this access token may act as that member of staff. */
export function admits(
  session: Session | null,
  shown: { hash: string; staffId: string; uid: string },
  now: number
): boolean {
  return (
    session !== null &&
    session.accessHash === shown.hash &&
    session.staffId === shown.staffId &&
    session.uid === shown.uid &&
    now < session.accessUntil
  );
}

/**
 * Whether a refresh token renews. 'reused' is one that was given out before
 * the present one: two people have it, and nobody knows which is the thief.
 */
export function refreshOutcome(
  session: Session | null,
  shown: { hash: string; staffId: string; uid: string },
  now: number
): 'renew' | 'reused' | 'unknown' {
  if (!session || session.staffId !== shown.staffId) return 'unknown';
  if (session.uid !== shown.uid || now >= session.expiresAt) return 'unknown';
  return session.refreshHash === shown.hash ? 'renew' : 'reused';
}
