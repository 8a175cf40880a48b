import type { ClientCaller, LoginType } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import type { DoorParts } from './parts';

const LOGIN_TYPES: readonly string[] = [
  'WECHAT_PUBLIC',
  'WECHAT_OPEN',
  'ANONYMOUS',
  'EMAIL',
  'USERNAME',
  'CUSTOM',
] satisfies LoginType[];

/**
 * A signed-in caller out of nothing. `customUserId` alone gives the same uid
 * as the person's own ticket would.
 */
export function issueIdentity(
  { tokens, accounts }: DoorParts,
  wish: Record<string, unknown>
): {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
  uid?: string;
} {
  const caller = callerOf(wish, (id) => accounts.ofTicket(id));
  const credentials = tokens.issue(caller);
  return {
    accessToken: credentials.access_token,
    refreshToken: credentials.refresh_token,
    expiresIn: credentials.expires_in,
    ...(caller.uid && { uid: caller.uid }),
  };
}

export function createAccount(
  { accounts }: DoorParts,
  { username, password }: Record<string, unknown>
): { uid: string } {
  const caller = accounts.create(
    String(username ?? ''),
    String(password ?? '')
  );
  return { uid: caller.uid ?? '' };
}

function callerOf(
  wish: Record<string, unknown>,
  ofTicket: (customUserId: string) => ClientCaller
): ClientCaller {
  const openid = text(wish, 'openid');
  const uid = text(wish, 'uid');
  const customUserId = text(wish, 'customUserId');
  const loginType = text(wish, 'loginType');
  if (loginType !== undefined && !LOGIN_TYPES.includes(loginType)) {
    throw new CloudError('INVALID_PARAM', `there is no login ${loginType}`);
  }
  if (openid) return { kind: 'client', openid };
  if (customUserId && !uid) return ofTicket(customUserId);
  if (!uid) {
    throw new CloudError('INVALID_PARAM', 'an openid or a uid is needed');
  }
  return {
    kind: 'client',
    uid,
    loginType: (loginType ??
      (customUserId ? 'CUSTOM' : 'USERNAME')) as LoginType,
    ...(customUserId && { customUserId }),
  };
}

function text(wish: Record<string, unknown>, name: string): string | undefined {
  const value = wish[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  throw new CloudError('INVALID_PARAM', `${name} must be a nonempty text`);
}
