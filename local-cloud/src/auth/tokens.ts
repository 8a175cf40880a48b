import { createHash, randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { ClientCaller } from '../kernel/caller';
import type { Clock } from '../kernel/clock';
import { CloudError } from '../kernel/errors';
import type { Driver } from '../store/driver';
import { AuthError } from './auth-error';

const ACCESS_SECONDS = 7_200;
const REFRESH_MS = 30 * 24 * 3_600_000;
const WATCH_SECONDS = 300;

/** What a sign-in answers, in the words of the SDK. */
export interface Credentials {
  token_type: 'Bearer';
  access_token: string;
  refresh_token: string;
  expires_in: number;
  scope: string;
  sub: string;
  groups: null;
}

/** Issues and reads tokens. All times are the cloud's. */
export class Tokens {
  constructor(
    private readonly driver: Driver,
    private readonly clock: Clock,
    private readonly key: string,
    private readonly envId: string
  ) {
    driver.exec(
      `CREATE TABLE IF NOT EXISTS auth_refresh (
         hash TEXT PRIMARY KEY, caller TEXT NOT NULL,
         expires_at INTEGER NOT NULL)`
    );
  }

  issue(caller: ClientCaller): Credentials {
    const refresh = randomBytes(32).toString('hex');
    this.driver
      .prepare('INSERT INTO auth_refresh VALUES (?, ?, ?)')
      .run(
        digest(refresh),
        JSON.stringify(caller),
        this.clock.now() + REFRESH_MS
      );
    return this.credentials(caller, refresh);
  }

  /**
   * The refresh token itself stays: a lost answer must not sign anyone out.
   * @throws AuthError invalid_grant
   */
  refresh(token: string): Credentials {
    const row = this.driver
      .prepare('SELECT * FROM auth_refresh WHERE hash = ?')
      .get(digest(token));
    if (!row || Number(row.expires_at) < this.clock.now()) {
      throw new AuthError(400, 'invalid_grant', 'the refresh token is invalid');
    }
    return this.credentials(JSON.parse(String(row.caller)), token);
  }

  revoke(token: string): void {
    this.driver
      .prepare('DELETE FROM auth_refresh WHERE hash = ?')
      .run(digest(token));
  }

  /** @throws CloudError ACCESS_TOKEN_EXPIRED, CHECK_LOGIN_FAILED */
  callerOf(accessToken: string): ClientCaller {
    return this.read(accessToken, 'access', {
      expired: 'ACCESS_TOKEN_EXPIRED',
      invalid: 'CHECK_LOGIN_FAILED',
    });
  }

  /** A short-lived proof for the WebSocket; null: nobody is signed in. */
  signWatch(caller: ClientCaller | null): string {
    return this.sign(caller ?? { kind: 'client' }, 'watch', WATCH_SECONDS);
  }

  /** @throws CloudError SIGN_EXPIRED_ERROR, SIGN_INVALID_ERROR */
  callerOfWatch(signStr: string): ClientCaller | null {
    const caller = this.read(signStr, 'watch', {
      expired: 'SIGN_EXPIRED_ERROR',
      invalid: 'SIGN_INVALID_ERROR',
    });
    return caller.openid || caller.uid ? caller : null;
  }

  clear(): void {
    this.driver.exec('DELETE FROM auth_refresh');
  }

  private credentials(caller: ClientCaller, refresh: string): Credentials {
    return {
      token_type: 'Bearer',
      access_token: this.sign(caller, 'access', ACCESS_SECONDS),
      refresh_token: refresh,
      expires_in: ACCESS_SECONDS,
      scope: 'user',
      sub: subject(caller),
      groups: null,
    };
  }

  private sign(caller: ClientCaller, use: string, seconds: number): string {
    const iat = Math.floor(this.clock.now() / 1000);
    const sub = subject(caller);
    return jwt.sign(
      {
        sub,
        user_id: sub,
        project_id: this.envId,
        scope: 'user',
        use,
        caller,
        iat,
        exp: iat + seconds,
      },
      this.key
    );
  }

  private read(
    token: string,
    use: string,
    codes: { expired: string; invalid: string }
  ): ClientCaller {
    const clockTimestamp = Math.floor(this.clock.now() / 1000);
    try {
      const claims = jwt.verify(token, this.key, {
        algorithms: ['HS256'],
        clockTimestamp,
      }) as { use?: string; caller?: ClientCaller };
      if (claims.use === use && claims.caller) return claims.caller;
    } catch (error) {
      if (error instanceof jwt.TokenExpiredError) {
        throw new CloudError(codes.expired, 'the token has expired');
      }
      throw new CloudError(codes.invalid, 'the token is invalid');
    }
    throw new CloudError(codes.invalid, 'the token is of another kind');
  }
}

const subject = (caller: ClientCaller): string =>
  caller.openid ?? caller.uid ?? '';

const digest = (token: string): string =>
  createHash('sha256').update(token).digest('hex');
