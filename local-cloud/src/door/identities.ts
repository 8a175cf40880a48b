import { normalisePhone } from '../auth/contacts';
import type { ClientCaller, LoginType } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import { isPlainObject } from '../values/keys';
import type { DoorParts } from './parts';

const MOST_ACCOUNTS = 200;

/** The newest 200 web users, newest first; never a password. */
export const readAccounts = ({ accounts }: DoorParts) =>
  accounts
    .newest(MOST_ACCOUNTS)
    .map(({ password: _, profile: __, ...account }) => account);

/** A client as a person writes one down. */
export type Identity = Omit<ClientCaller, 'kind'>;

const LOGIN_TYPES: readonly string[] = [
  'WECHAT_PUBLIC',
  'WECHAT_OPEN',
  'ANONYMOUS',
  'EMAIL',
  'USERNAME',
  'PHONE',
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

/** `{username, password, email?, phone?}` */
export async function createAccount(
  { accounts }: DoorParts,
  wish: Record<string, unknown>
): Promise<{ uid: string }> {
  const caller = await accounts.create({
    username: text(wish, 'username'),
    password: text(wish, 'password'),
    email: text(wish, 'email')?.toLowerCase(),
    phone: phoneOf(text(wish, 'phone')),
  });
  return { uid: caller.uid ?? '' };
}

function phoneOf(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const phone = normalisePhone(given);
  if (phone) return phone;
  throw new CloudError('INVALID_PARAM', 'phone must be like +86 13800000000');
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
  const unionid = text(wish, 'unionid');
  if (openid) return { kind: 'client', openid, ...(unionid && { unionid }) };
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

/**
 * Who a trial is made as; null: nobody is signed in. Nobody is created: a
 * login alone is some stranger who signed in that way.
 * @throws CloudError INVALID_PARAM
 */
export function triedCaller(as: unknown): ClientCaller | null {
  if (as === null || as === undefined) return null;
  if (!isPlainObject(as)) {
    throw new CloudError('INVALID_PARAM', 'as must be an identity or null');
  }
  const stranger = as.openid || as.uid || !as.loginType ? {} : { uid: 'uid' };
  return callerOf({ ...stranger, ...as }, () => {
    throw new CloudError('INVALID_PARAM', 'an openid or a uid is needed');
  });
}

export function identityOf(caller: ClientCaller | null): Identity | null {
  if (!caller) return null;
  const { openid, unionid, uid, loginType, customUserId } = caller;
  return {
    ...(openid && { openid }),
    ...(unionid && { unionid }),
    ...(uid && { uid }),
    ...(loginType && { loginType }),
    ...(customUserId && { customUserId }),
  };
}

function text(wish: Record<string, unknown>, name: string): string | undefined {
  const value = wish[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  throw new CloudError('INVALID_PARAM', `${name} must be a nonempty text`);
}
