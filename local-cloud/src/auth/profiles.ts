import type { ClientCaller } from '../kernel/caller';
import type { Account } from './account-table';
import { AuthError } from './auth-error';
import { personOf } from './sessions';

const TEXTS = [
  'name',
  'picture',
  'gender',
  'locale',
  'birthdate',
  'zoneinfo',
  'description',
] as const;
/** Names that `updateUserBasicInfo` has for the same. */
const ALIASES: Record<string, (typeof TEXTS)[number]> = {
  nickname: 'name',
  avatar_url: 'picture',
};
const LONGEST = 2_048;

/** What somebody may say of himself. @throws AuthError invalid_argument */
export function profileOf(
  body: Record<string, unknown>
): Record<string, string> {
  const profile: Record<string, string> = {};
  for (const [key, value] of Object.entries(body)) {
    const name = TEXTS.find((text) => text === (ALIASES[key] ?? key));
    if (!name || value === undefined || value === null) continue;
    if (typeof value !== 'string' || value.length > LONGEST) {
      throw new AuthError('invalid_argument', `${key} must be a short text`);
    }
    profile[name] = value;
  }
  return profile;
}

/** @throws AuthError invalid_argument */
export function checkNewPassword(password: unknown): string {
  const fits =
    typeof password === 'string' &&
    password.length >= 1 &&
    password.length <= 256;
  if (fits) return password;
  throw new AuthError('invalid_argument', 'a new password is needed');
}

/** The answer of `user/me`: what the person may know of himself. */
export function profileOfCaller(
  caller: ClientCaller,
  account: Account | null
): Record<string, unknown> {
  const sub = personOf(caller);
  const { username, email, phone, profile } = account ?? {};
  return {
    name: username ?? sub,
    username: username ?? sub,
    ...profile,
    sub,
    user_id: sub,
    uid: sub,
    loginType: caller.loginType,
    ...(email && { email, email_verified: true }),
    ...(phone && { phone_number: phone }),
    providers: [],
    groups: [],
    status: 'ACTIVE',
    type: 'external',
    has_password: Boolean(account?.password),
    password: account?.password ? 'SET' : 'UNSET',
    ...(account && {
      created_at: new Date(account.createdAt).toISOString(),
      updated_at: new Date(account.updatedAt).toISOString(),
    }),
  };
}

/** What anybody signed in may know of somebody. */
export function publicProfile({
  uid,
  username,
  profile: { name = username ?? uid, picture, gender, locale },
  createdAt,
}: Account): Record<string, unknown> {
  return {
    sub: uid,
    name,
    picture,
    gender,
    locale,
    created_at: new Date(createdAt).toISOString(),
  };
}

/** The answer of `auth.getUserInfoForAdmin`, with all the keys of the SDK. */
export function profileForServer(
  account: Account,
  envId: string
): Record<string, unknown> {
  const { uid, profile, loginType } = account;
  return {
    openId: '',
    appId: '',
    uid,
    uuid: uid,
    customUserId: account.customUserId ?? '',
    isAnonymous: loginType === 'ANONYMOUS',
    envName: envId,
    nickName: profile.name ?? '',
    gender: profile.gender ?? '',
    country: '',
    province: '',
    city: '',
    avatarUrl: profile.picture ?? '',
    wxOpenid: '',
    wxOpenId: '',
    wxUnionId: '',
    wxPublicId: '',
    qqMiniOpenId: '',
    email: account.email ?? '',
    phoneNumber: account.phone ?? '',
    hasPassword: account.password !== undefined,
    username: account.username ?? '',
    loginType,
    createTime: new Date(account.createdAt).toISOString(),
    updateTime: new Date(account.updatedAt).toISOString(),
  };
}
