import type { ClientCaller } from '../kernel/caller';
import type { Accounts } from './accounts';
import type { Captchas } from './captchas';
import type { Session } from './sessions';
import type { Tickets } from './tickets';
import type { Tokens, TokenSwitches } from './tokens';
import type { Verifications } from './verifications';

/** Positions of what no document of the platform settles. */
export interface AuthSwitches extends TokenSwitches {
  /** Whether `signInAnonymously` is switched on in the environment. */
  anonymousLogin: boolean;
  /** Wrong passwords in a row before a captcha is asked for; 0: never. */
  captchaAfterWrongPasswords: number;
  /** Seconds between two codes to one phone or mailbox; 0: none. */
  verificationInterval: number;
  /** Whether a new password ends the person's other sessions. */
  passwordEndsSessions: boolean;
}

/** What the steps of `/auth` work with. */
export interface AuthDesk {
  tokens: Tokens;
  accounts: Accounts;
  tickets: Tickets;
  verifications: Verifications;
  captchas: Captchas;
  switches: () => AuthSwitches;
}

/** One request to `/auth/v1` or `/auth/v2`. */
export interface AuthRequest {
  body: Record<string, unknown>;
  query: URLSearchParams;
  /** What follows the step in the path. */
  rest: string;
  /** @throws CloudError ACCESS_TOKEN_EXPIRED, CHECK_LOGIN_FAILED */
  session: () => Session;
  /** The caller of `session`, or null where nobody is signed in. */
  caller: () => ClientCaller | null;
}

export type AuthStep = (desk: AuthDesk, request: AuthRequest) => unknown;
