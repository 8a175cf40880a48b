import { CloudError } from '../kernel/errors';
import type { Account, AccountKey } from './account-table';
import type { Accounts } from './accounts';
import { normalisePhone } from './contacts';
import { profileForServer } from './profiles';

const PLATFORM: Record<string, AccountKey> = {
  CUSTOM: 'customUserId',
  USERNAME: 'username',
  EMAIL: 'email',
  PHONE: 'phone',
};

/**
 * `auth.getUserInfoForAdmin`: by `uuid`, or by `platform` and `platformId`.
 * @throws CloudError INVALID_PARAM when nobody is found
 */
export function findUser(
  accounts: Accounts,
  envId: string,
  asked: Record<string, unknown>
): Record<string, unknown> {
  const account = accountOf(accounts, asked);
  if (account) return profileForServer(account, envId);
  throw new CloudError('INVALID_PARAM', 'no such user');
}

function accountOf(
  accounts: Accounts,
  { uuid, platform, platformId }: Record<string, unknown>
): Account | null {
  if (uuid) return accounts.find('uid', String(uuid));
  const name = String(platform);
  const key = Object.hasOwn(PLATFORM, name) ? PLATFORM[name] : undefined;
  if (!key) {
    throw new CloudError('INVALID_PARAM', `platform ${name} is not supported`);
  }
  const id = String(platformId ?? '');
  if (key === 'phone') return accounts.find(key, normalisePhone(id) ?? '');
  return accounts.find(key, key === 'email' ? id.toLowerCase() : id);
}
