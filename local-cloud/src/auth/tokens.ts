import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { ClientCaller } from '../kernel/caller';
import type { Clock } from '../kernel/clock';
import { CloudError } from '../kernel/errors';
import type { Driver } from '../store/driver';
import { personOf, Sessions, type Session } from './sessions';

const ACCESS_SECONDS = 7_200;
const WATCH_SECONDS = 300;
const SUDO_SECONDS = 600;

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

/** Positions of what no document of the platform settles. */
export interface TokenSwitches {
  /** Most sessions of one person at a time; 0: any number. */
  sessionsPerUser: number;
  /** Who calls with the publishable key alone. */
  publishableKey: 'nobody' | 'anonymous';
}

type Use = 'access' | 'watch' | 'sudo' | 'publishable';
interface Claims {
  use?: Use;
  caller?: ClientCaller;
  /** The session's id. */
  sid?: string;
  exp?: number;
  /** When the access token behind a watch ends, in seconds. */
  ends?: number;
}

/** Whom a signature of `auth.wsWebSign` stands for. */
export interface WatchLogin {
  /** null: nobody was signed in. */
  caller: ClientCaller | null;
  /** `sessions.onEnd` tells when it is over. */
  sessionId?: string;
  /** Cloud time at which the access token behind it ends. */
  endsAt?: number;
}

/** Issues and reads tokens. All times are the cloud's. */
export class Tokens {
  readonly sessions: Sessions;
  /** As an object: of a text jsonwebtoken makes a key anew at each use. */
  private readonly secret: KeyObject;
  private readonly proven = new Map<string, Claims & { exp: number }>();

  constructor(
    driver: Driver,
    private readonly clock: Clock,
    key: string,
    private readonly envId: string,
    private readonly switches: () => TokenSwitches = () => ({
      sessionsPerUser: 0,
      publishableKey: 'nobody',
    })
  ) {
    this.secret = createSecretKey(Buffer.from(key));
    this.sessions = new Sessions(driver, clock);
  }

  issue(caller: ClientCaller): Credentials {
    const { sessionsPerUser } = this.switches();
    return this.credentials(this.sessions.open(caller, sessionsPerUser));
  }

  /**
   * The refresh token is used up: the answer has the next one.
   * @throws AuthError invalid_grant
   */
  refresh(token: string): Credentials {
    return this.credentials(this.sessions.renew(token));
  }

  /** Ends the session of a refresh or an access token, whichever it is. */
  revoke(token: string): void {
    this.sessions.endByRefresh(token);
    const claims = jwt.decode(token) as Claims | null;
    const mine = claims?.use === 'access' && claims.sid && this.isOurs(token);
    if (mine && claims.sid) this.sessions.endById(claims.sid);
  }

  /**
   * Null: the publishable key, which stands for nobody.
   * @throws CloudError ACCESS_TOKEN_EXPIRED, CHECK_LOGIN_FAILED
   */
  callerOf(accessToken: string): ClientCaller | null {
    const claims = this.read(accessToken, ['access', 'publishable'], {
      expired: 'ACCESS_TOKEN_EXPIRED',
      invalid: 'CHECK_LOGIN_FAILED',
    });
    if (claims.use === 'access') return this.alive(claims).caller;
    const { publishableKey } = this.switches();
    return publishableKey === 'anonymous' ? claims.caller : null;
  }

  /** @throws CloudError ACCESS_TOKEN_EXPIRED, CHECK_LOGIN_FAILED */
  sessionOf(accessToken: string): Session {
    const claims = this.read(accessToken, ['access'], {
      expired: 'ACCESS_TOKEN_EXPIRED',
      invalid: 'CHECK_LOGIN_FAILED',
    });
    return this.alive(claims);
  }

  /** What a client may carry in public: it is nobody's session. */
  publishableKey(): string {
    const caller = { kind: 'client', uid: 'anon', loginType: 'ANONYMOUS' };
    return this.sign(caller as ClientCaller, 'publishable', {});
  }

  /**
   * A short-lived proof for the WebSocket of whom the access token stands for;
   * null: nobody is signed in.
   */
  signWatch(caller: ClientCaller | null, accessToken = ''): string {
    const { sid, exp } = (jwt.decode(accessToken) ?? {}) as Claims;
    return this.sign(caller ?? { kind: 'client' }, 'watch', {
      seconds: WATCH_SECONDS,
      sid,
      ends: exp,
    });
  }

  /** @throws CloudError SIGN_EXPIRED_ERROR, SIGN_INVALID_ERROR */
  loginOfWatch(signStr: string): WatchLogin {
    const { caller, sid, ends } = this.read(signStr, ['watch'], {
      expired: 'SIGN_EXPIRED_ERROR',
      invalid: 'SIGN_INVALID_ERROR',
    });
    if (sid && !this.sessions.isAlive(sid)) {
      throw new CloudError('SIGN_INVALID_ERROR', 'the session has ended');
    }
    return {
      caller: caller.openid || caller.uid ? caller : null,
      ...(sid && { sessionId: sid }),
      ...(ends && { endsAt: ends * 1_000 }),
    };
  }

  /** Shows that the person has just proven again who he is. */
  signSudo(caller: ClientCaller): { sudo_token: string; expires_in: number } {
    const seconds = SUDO_SECONDS;
    const sudo_token = this.sign(caller, 'sudo', { seconds });
    return { sudo_token, expires_in: seconds };
  }

  isSudoOf(caller: ClientCaller, token: string): boolean {
    try {
      const codes = { expired: 'expired', invalid: 'invalid' };
      const claims = this.read(token, ['sudo'], codes);
      return personOf(claims.caller) === personOf(caller);
    } catch {
      // Whatever is wrong with it, it proves nothing.
      return false;
    }
  }

  clear(): void {
    this.sessions.clear();
  }

  private credentials({
    refresh,
    ...session
  }: Session & { refresh: string }): Credentials {
    const { caller, id } = session;
    return {
      token_type: 'Bearer',
      access_token: this.sign(caller, 'access', {
        seconds: ACCESS_SECONDS,
        sid: id,
      }),
      refresh_token: refresh,
      expires_in: ACCESS_SECONDS,
      scope: scopeOf(caller),
      sub: personOf(caller),
      groups: null,
    };
  }

  private sign(
    caller: ClientCaller,
    use: Use,
    { seconds, sid, ends }: { seconds?: number; sid?: string; ends?: number }
  ): string {
    const iat = Math.floor(this.clock.now() / 1000);
    const sub = personOf(caller);
    return jwt.sign(
      {
        iss: `local-cloud/${this.envId}`,
        aud: this.envId,
        sub,
        user_id: sub,
        project_id: this.envId,
        scope: scopeOf(caller),
        use,
        caller,
        iat,
        ...(sid && { sid }),
        ...(ends && { ends }),
        ...(seconds && { exp: iat + seconds }),
      },
      this.secret
    );
  }

  private alive({ caller, sid = '' }: Claims & Signed): Session {
    if (this.sessions.isAlive(sid)) return { id: sid, caller };
    throw new CloudError('CHECK_LOGIN_FAILED', 'the session has ended');
  }

  /** Signed here for this environment, though it may have expired. */
  private isOurs(token: string): boolean {
    try {
      this.genuine(token);
      return true;
    } catch {
      // Whoever made it, it ends nobody's session.
      return false;
    }
  }

  private read(
    token: string,
    uses: Use[],
    codes: { expired: string; invalid: string }
  ): Claims & Signed {
    const now = Math.floor(this.clock.now() / 1000);
    try {
      const claims = this.genuine(token);
      if (claims.exp <= now) throw new CloudError(codes.expired, EXPIRED);
      const { use, caller } = claims;
      if (use && caller && uses.includes(use)) {
        return { ...claims, use, caller };
      }
    } catch (error) {
      if (error instanceof CloudError) throw error;
      throw new CloudError(codes.invalid, 'the token is invalid');
    }
    throw new CloudError(codes.invalid, 'the token is of another kind');
  }

  /**
   * The claims of a token that is ours, expired or not. A token that was
   * proven once needs no second proof: its text is the same.
   * @throws JsonWebTokenError
   */
  private genuine(token: string): Claims & { exp: number } {
    const known = this.proven.get(token);
    if (known) return known;
    const claims = jwt.verify(token, this.secret, {
      algorithms: ['HS256'],
      audience: this.envId,
      ignoreExpiration: true,
    }) as Claims & { exp: number };
    if (this.proven.size >= MOST_PROVEN) this.proven.clear();
    this.proven.set(token, claims);
    return claims;
  }
}

const EXPIRED = 'the token has expired';
const MOST_PROVEN = 5_000;

interface Signed {
  use: Use;
  caller: ClientCaller;
}

const scopeOf = ({ loginType }: ClientCaller): string =>
  loginType === 'ANONYMOUS' ? 'anonymous' : 'user';
