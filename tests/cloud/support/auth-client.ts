import type { clientApp } from './sdks';
import type { CloudProcess } from './spawn-cloud';

/** Of the SDK's `auth()`, which its types know only in part. */
export type Auth = ReturnType<ReturnType<typeof clientApp>['auth']> & LooseAuth;

interface Result {
  data: Record<string, unknown> & { session?: { refresh_token: string } };
  error: { category: string; code: unknown; message: string } | null;
}
interface OtpResult {
  data: {
    verifyOtp: (params: { token: string; email?: string }) => Promise<Result>;
  };
}
interface UpdateResult {
  data: { updateUser: (params: object) => Promise<Result> };
  error: Result['error'];
}
interface LooseAuth {
  signUp(params: object): Promise<Result & OtpResult>;
  signInWithOtp(params: object): Promise<Result & OtpResult>;
  resetPasswordForEmail(to: string): Promise<UpdateResult>;
  reauthenticate(): Promise<UpdateResult>;
  updateUser(params: object): Promise<Result & OtpResult>;
  resetPasswordForOld(params: object): Promise<Result>;
  deleteUser(params: object): Promise<Result>;
  getUserIdentities(): Promise<{ data: { identities: { id: string }[] } }>;
  unlinkIdentity(params: object): Promise<Result>;
  signInWithIdToken(params: object): Promise<Result>;
  refreshTokenForce(params: object): Promise<{ refresh_token: string }>;
}

export const authOf = (app: ReturnType<typeof clientApp>): Auth =>
  app.auth() as Auth;

/** What a test of sign-in does besides using the SDK. */
export interface AuthTools {
  /** What went last to a phone or mailbox. */
  codeTo(to: string): Promise<string>;
  /** A plain request to `/auth`, as an old or foreign client makes it. */
  post(
    path: string,
    body: object,
    more?: { token?: unknown; method?: string }
  ): Promise<Record<string, unknown> & { status: number }>;
  /** A new account with the password `secret-1`. */
  account(
    more?: Record<string, string>
  ): Promise<{ uid: string; username: string; password: string }>;
}

export function authTools(cloud: () => CloudProcess): AuthTools {
  let made = 0;
  return {
    async codeTo(to) {
      const { codes } = (await cloud().door('GET', 'auth/codes')) as {
        codes: { to: string; code: string }[];
      };
      return codes.findLast((one) => one.to === to)?.code ?? 'none';
    },
    async post(path, body, { token, method = 'POST' } = {}) {
      const answer = await fetch(`${cloud().url}/auth/${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      });
      const json = (await answer.json()) as Record<string, unknown>;
      return { status: answer.status, ...json };
    },
    async account(more = {}) {
      made += 1;
      const wish = { username: `user${made}`, password: 'secret-1', ...more };
      const { uid } = await cloud().door('POST', 'accounts', wish);
      return { uid: String(uid), ...wish };
    },
  };
}
