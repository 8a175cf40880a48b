import type { Driver, Row, Statement } from '../store/driver';

/** A person known to the environment. Phone callers need no account. */
export interface Account {
  uid: string;
  /** How he came to be; a sign-in by another way has its own type. */
  loginType: 'CUSTOM' | 'ANONYMOUS' | 'USERNAME' | 'EMAIL' | 'PHONE';
  customUserId?: string;
  username?: string;
  email?: string;
  /** `+86 13800000000` */
  phone?: string;
  /** Hashed; never leaves this folder. */
  password?: string;
  /** name, picture, gender, …: what he may change himself. */
  profile: Record<string, unknown>;
  createdAt: number;
  updatedAt: number;
}

/** What names an account: each value belongs to one account at most. */
export type AccountKey =
  'uid' | 'customUserId' | 'username' | 'email' | 'phone';

const COLUMN: Record<AccountKey, string> = {
  uid: 'uid',
  customUserId: 'custom_user_id',
  username: 'username',
  email: 'email',
  phone: 'phone',
};

/** The accounts on disk. */
export class AccountTable {
  private readonly byKey: Record<AccountKey, Statement>;
  private readonly put: Statement;
  private readonly drop: Statement;

  constructor(private readonly driver: Driver) {
    driver.exec(
      `CREATE TABLE IF NOT EXISTS auth_accounts (
         uid TEXT PRIMARY KEY, custom_user_id TEXT UNIQUE,
         username TEXT UNIQUE, email TEXT UNIQUE, phone TEXT UNIQUE,
         password TEXT, rest TEXT NOT NULL)`
    );
    const by = (key: AccountKey) =>
      driver.prepare(`SELECT * FROM auth_accounts WHERE ${COLUMN[key]} = ?`);
    this.byKey = {
      uid: by('uid'),
      customUserId: by('customUserId'),
      username: by('username'),
      email: by('email'),
      phone: by('phone'),
    };
    this.put = driver.prepare(
      `INSERT INTO auth_accounts VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (uid) DO UPDATE SET custom_user_id = excluded.custom_user_id,
         username = excluded.username, email = excluded.email,
         phone = excluded.phone, password = excluded.password,
         rest = excluded.rest`
    );
    this.drop = driver.prepare('DELETE FROM auth_accounts WHERE uid = ?');
  }

  find(key: AccountKey, value: string): Account | null {
    const row = this.byKey[key].get(value);
    return row ? accountOf(row) : null;
  }

  /** Newest first. */
  newest(limit: number): Account[] {
    return this.driver
      .prepare('SELECT * FROM auth_accounts ORDER BY rowid DESC LIMIT ?')
      .all(limit)
      .map(accountOf);
  }

  save(account: Account): void {
    const { uid, customUserId, username, email, phone, password, ...rest } =
      account;
    this.put.run(
      uid,
      customUserId ?? null,
      username ?? null,
      email ?? null,
      phone ?? null,
      password ?? null,
      JSON.stringify(rest)
    );
  }

  remove(uid: string): void {
    this.drop.run(uid);
  }

  clear(): void {
    this.driver.exec('DELETE FROM auth_accounts');
  }
}

function accountOf(row: Row): Account {
  const rest = JSON.parse(String(row.rest)) as Pick<
    Account,
    'loginType' | 'profile' | 'createdAt' | 'updatedAt'
  >;
  const text = (name: string): string | undefined =>
    row[name] === null ? undefined : String(row[name]);
  return {
    ...rest,
    uid: String(row.uid),
    customUserId: text('custom_user_id'),
    username: text('username'),
    email: text('email'),
    phone: text('phone'),
    password: text('password'),
  };
}
