import jwt from 'jsonwebtoken';
import type { Clock } from '../kernel/clock';
import { AuthError } from './auth-error';
import { publicKeyOf, type CustomLoginKey } from './keys';

const USER_ID = /^[a-zA-Z0-9_\-#@~=*(){}[\]:.,<>+]{4,32}$/;

/**
 * Reads a custom ticket, `<key id>/@@/<RS256 token>`, made by the server
 * SDK's `createTicket`.
 */
export class Tickets {
  private readonly publicKey: string;

  constructor(
    private readonly key: CustomLoginKey,
    private readonly clock: Clock
  ) {
    this.publicKey = publicKeyOf(key);
  }

  /** The customUserId. @throws AuthError invalid_argument */
  verify(ticket: unknown): string {
    const [keyId, token] = String(ticket).split('/@@/');
    if (keyId !== this.key.private_key_id || !token) {
      throw refused('the ticket was not made with the key of this environment');
    }
    const claims = this.claimsOf(token);
    if (claims.env !== this.key.env_id) {
      throw refused('the ticket is for another environment');
    }
    // Whoever made the ticket may live on real time while the cloud's clock
    // was moved, so either clock may vouch for it.
    if (claims.exp < Math.min(this.clock.now(), Date.now())) {
      throw refused('the ticket has expired');
    }
    if (typeof claims.uid !== 'string' || !USER_ID.test(claims.uid)) {
      throw refused('the uid of the ticket is malformed');
    }
    return claims.uid;
  }

  /** The SDK writes `exp` in milliseconds, so the library must not judge it. */
  private claimsOf(token: string): { uid: unknown; env: unknown; exp: number } {
    try {
      const claims = jwt.verify(token, this.publicKey, {
        algorithms: ['RS256'],
        ignoreExpiration: true,
      }) as { uid: unknown; env: unknown; exp?: number };
      return { ...claims, exp: claims.exp ?? 0 };
    } catch {
      throw refused('the signature of the ticket is wrong');
    }
  }
}

const refused = (why: string): AuthError =>
  new AuthError('invalid_argument', why);
