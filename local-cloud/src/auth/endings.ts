import type { AuthDesk, AuthRequest } from './desk';

/** `signOut()` sends its access token, other clients their refresh token. */
export function revoke({ tokens }: AuthDesk, { body }: AuthRequest) {
  tokens.revoke(String(body.token ?? ''));
  return {};
}

export function signOut({ tokens }: AuthDesk, { session }: AuthRequest) {
  tokens.sessions.endById(session().id);
  return {};
}

export function revokeAll({ tokens }: AuthDesk, { session }: AuthRequest) {
  tokens.sessions.endAllOf(session().caller);
  return {};
}
