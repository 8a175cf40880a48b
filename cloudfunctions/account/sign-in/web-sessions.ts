import { refuse } from '../../../domain/errors';
import type { Session, SessionTokens } from '../../../domain/session/schema';
import {
  claimed,
  parseToken,
  refreshOutcome,
  renewed,
  tokenText,
} from '../../../domain/session/session';
import { NOBODY } from '../../../domain/values/collections';
import type { WebCaller } from '../../platform/caller';
import { command } from '../../platform/cloud';
import { digestOf } from '../../platform/digest';
import {
  addOnce,
  get,
  removeById,
  removeWhere,
  updateWhere,
} from '../../platform/documents';
import { randomId } from '../../platform/random-id';
import { settings } from '../../platform/settings';

const newSecret = () => randomId(40);

/**
 * What only the sign-in answers: with it the browser that used the ticket
 * gets a session. The platform's own token alone, which lives for 30 days,
 * never does.
 */
export async function newClaim(staffId: string, now: number): Promise<string> {
  const _id = randomId(20);
  const secret = newSecret();
  const tokens = claimed(digestOf(secret), now);
  const fresh = { _id, staffId, uid: NOBODY, device: '', createdAt: now };
  await addOnce('sessions', { ...fresh, ...tokens });
  return tokenText(_id, secret);
}

/** Once. @throws SESSION_EXPIRED */
export async function useClaim(
  claim: string,
  { staffId, uid, device }: Pick<Session, 'staffId' | 'uid' | 'device'>,
  now: number
): Promise<SessionTokens> {
  const token = parseToken(claim);
  if (!token) refuse('SESSION_EXPIRED', 'no claim');
  const claimHash = digestOf(token.secret);
  const { fields, tokens } = newTokens(token.sessionId, now);
  const swapped = await updateWhere(
    'sessions',
    {
      _id: token.sessionId,
      staffId,
      claimHash,
      expiresAt: command.gt(now),
    },
    { ...fields, uid, device }
  );
  if (swapped !== 1) refuse('SESSION_EXPIRED', 'claim used or over');
  await keepOnly(token.sessionId, staffId);
  return tokens;
}

/**
 * New tokens for the last refresh token. One that was given out before it
 * ends the session: a thief has it, or had it.
 * @throws SESSION_EXPIRED
 */
export async function renewSession(
  refreshToken: string,
  { staffId, uid }: { staffId: string; uid: string },
  now: number
): Promise<SessionTokens> {
  const token = parseToken(refreshToken);
  if (!token) refuse('SESSION_EXPIRED', 'no refresh token');
  const { sessionId } = token;
  const hash = digestOf(token.secret);
  const session = await get('sessions', sessionId);
  const outcome = refreshOutcome(session, { hash, staffId, uid }, now);
  if (outcome === 'unknown') refuse('SESSION_EXPIRED');
  const { fields, tokens } = newTokens(sessionId, now);
  const filter = { _id: sessionId, refreshHash: hash };
  const swapped =
    outcome === 'renew' && (await updateWhere('sessions', filter, fields));
  if (swapped === 1) return tokens;
  await removeById('sessions', sessionId);
  return refuse('SESSION_EXPIRED', 'refresh token used before');
}

/** The session of this call, where it has one. */
export function sessionIdOf(caller: WebCaller): string | null {
  return parseToken(caller.session ?? '')?.sessionId ?? null;
}

/** @returns how many */
export async function endSessionsOf(
  staffId: string,
  except: string | null = null
): Promise<number> {
  const _id = command.neq(except ?? NOBODY);
  return removeWhere('sessions', { staffId, _id });
}

/**
 * Where one at a time is set, whoever signed in last stays. The others open
 * nothing any more, and are kept so that they can be told why.
 */
async function keepOnly(sessionId: string, staffId: string): Promise<void> {
  const { people } = await settings();
  if (people.webSessions === 'many') return;
  const session = await get('sessions', sessionId);
  const createdAt = command.lte(session?.createdAt ?? 0);
  const _id = command.neq(sessionId);
  await updateWhere('sessions', { staffId, _id, createdAt }, REPLACED);
}

const REPLACED = {
  uid: NOBODY,
  claimHash: NOBODY,
  accessHash: NOBODY,
  refreshHash: NOBODY,
  replaced: true,
};

function newTokens(sessionId: string, now: number) {
  const access = newSecret();
  const refresh = newSecret();
  const hashes = {
    accessHash: digestOf(access),
    refreshHash: digestOf(refresh),
  };
  const fields = renewed(hashes, now);
  const tokens: SessionTokens = {
    accessToken: tokenText(sessionId, access),
    refreshToken: tokenText(sessionId, refresh),
    accessUntil: fields.accessUntil,
    refreshUntil: fields.expiresAt,
  };
  return { fields, tokens };
}
