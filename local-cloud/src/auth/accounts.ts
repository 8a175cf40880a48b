import { randomInt } from 'node:crypto';
import type { ClientCaller } from '../kernel/caller';
import type { Clock } from '../kernel/clock';
import { CloudError } from '../kernel/errors';
import type { Driver } from '../store/driver';
import { AccountTable, type Account, type AccountKey } from './account-table';
import { AuthError } from './auth-error';
import { normalisePhone, type Contact } from './contacts';
import { hashPassword, isPassword } from './passwords';

/** What an account may be born with besides how. */
export interface NewAccount {
  username?: string;
  email?: string;
  phone?: string;
  password?: string;
  profile?: Record<string, unknown>;
}

/** The web users of the environment. */
export class Accounts {
  private readonly table: AccountTable;

  constructor(
    driver: Driver,
    private readonly clock: Clock
  ) {
    this.table = new AccountTable(driver);
  }

  /**
   * The uid of a ticket's user: generated at the first sign-in, the same ever
   * after. It is never the custom id itself.
   */
  ofTicket(customUserId: string): ClientCaller {
    const known = this.table.find('customUserId', customUserId);
    return callerOf(known ?? this.add({ loginType: 'CUSTOM', customUserId }));
  }

  anonymous(): ClientCaller {
    const profile = { name: 'anonymous' };
    return callerOf(this.add({ loginType: 'ANONYMOUS', profile }));
  }

  /** @throws CloudError INVALID_PARAM when a name is missing or taken */
  async create(wish: NewAccount): Promise<ClientCaller> {
    const { username = '', password = '' } = wish;
    if (username === '' || password === '') {
      throw new CloudError('INVALID_PARAM', 'a name and a password are needed');
    }
    try {
      return callerOf(await this.register('USERNAME', wish));
    } catch (error) {
      if (!(error instanceof AuthError)) throw error;
      throw new CloudError('INVALID_PARAM', error.message);
    }
  }

  /** @throws AuthError failed_precondition when a name is taken */
  async register(
    loginType: Account['loginType'],
    { password, ...wish }: NewAccount
  ): Promise<Account> {
    const hash = password ? await hashPassword(password) : undefined;
    this.assertFree(wish);
    return this.add({ loginType, ...wish, password: hash });
  }

  /** By user name, email or phone number, as the SDK gives any of them. */
  byIdentifier(text: string): { account: Account; by: AccountKey } | null {
    const phone = normalisePhone(text);
    const ways: [AccountKey, string | null][] = [
      ['username', text],
      ['email', text.toLowerCase()],
      ['phone', phone],
    ];
    for (const [by, value] of ways) {
      const account = value && this.table.find(by, value);
      if (account) return { account, by };
    }
    return null;
  }

  byContact({ email, phone }: Contact): Account | null {
    return email
      ? this.table.find('email', email)
      : this.table.find('phone', phone ?? '');
  }

  find(key: AccountKey, value: string): Account | null {
    return this.table.find(key, value);
  }

  /** @throws AuthError invalid_password, password_not_set */
  async checkPassword(account: Account, password: unknown): Promise<void> {
    if (!account.password) {
      throw new AuthError('password_not_set', 'no password is set');
    }
    const right =
      typeof password === 'string' &&
      (await isPassword(password, account.password));
    if (right) return;
    throw new AuthError(
      'invalid_password',
      'username or password is incorrect'
    );
  }

  async setPassword(uid: string, password: string): Promise<void> {
    const hash = await hashPassword(password);
    this.change(uid, { password: hash });
  }

  /** @throws AuthError not_found, failed_precondition */
  change(
    uid: string,
    patch: Partial<Omit<Account, 'uid' | 'createdAt'>>
  ): Account {
    const account = this.table.find('uid', uid);
    if (!account) throw new AuthError('not_found', 'user not found');
    this.assertFree(patch, uid);
    const changed = { ...account, ...patch, updatedAt: this.clock.now() };
    this.table.save(changed);
    return changed;
  }

  /** @throws AuthError failed_precondition for a name that another has */
  assertFree(names: NewAccount, owner?: string): void {
    for (const key of ['username', 'email', 'phone'] as const) {
      const value = names[key];
      const holder = value ? this.table.find(key, value) : null;
      if (!holder || holder.uid === owner) continue;
      throw new AuthError('failed_precondition', `the ${key} is taken`);
    }
  }

  /** Newest first, for the door. */
  newest(limit: number): Account[] {
    return this.table.newest(limit);
  }

  remove(uid: string): void {
    this.table.remove(uid);
  }

  clear(): void {
    this.table.clear();
  }

  private add(born: Pick<Account, 'loginType'> & Partial<Account>): Account {
    const now = this.clock.now();
    const account: Account = {
      profile: {},
      ...born,
      uid: newUid(),
      createdAt: now,
      updatedAt: now,
    };
    this.table.save(account);
    return account;
  }
}

/** The caller that rules and functions see after a sign-in in this way. */
export function callerOf(
  { uid, customUserId, loginType }: Account,
  by: ClientCaller['loginType'] = loginType
): ClientCaller {
  return {
    kind: 'client',
    uid,
    loginType: by,
    ...(customUserId && { customUserId }),
  };
}

/** Nineteen digits, as the platform's uids are. */
function newUid(): string {
  const digits = (count: number): string =>
    String(randomInt(10 ** count)).padStart(count, '0');
  return `${randomInt(1, 10)}${digits(9)}${digits(9)}`;
}
