import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { ClientCaller } from '../kernel/caller';
import type { Clock } from '../kernel/clock';
import { CloudError } from '../kernel/errors';
import type { Driver, Row } from '../store/driver';
import { AuthError } from './auth-error';

/** The web users of the environment. Phone callers need no account. */
export class Accounts {
  constructor(
    private readonly driver: Driver,
    private readonly clock: Clock
  ) {
    driver.exec(
      `CREATE TABLE IF NOT EXISTS auth_users (
         uid TEXT PRIMARY KEY, login_type TEXT NOT NULL,
         custom_user_id TEXT UNIQUE, username TEXT UNIQUE,
         password TEXT, created_at INTEGER NOT NULL)`
    );
  }

  /**
   * The uid of a ticket's user: generated at the first sign-in, the same ever
   * after. It is never the custom id itself.
   */
  ofTicket(customUserId: string): ClientCaller {
    const known = this.driver
      .prepare('SELECT * FROM auth_users WHERE custom_user_id = ?')
      .get(customUserId);
    if (known) return callerOf(known);
    return this.add({ loginType: 'CUSTOM', customUserId });
  }

  anonymous(): ClientCaller {
    return this.add({ loginType: 'ANONYMOUS' });
  }

  /** @throws CloudError INVALID_PARAM when the name is taken */
  create(username: string, password: string): ClientCaller {
    if (username.length < 1 || password.length < 1) {
      throw new CloudError('INVALID_PARAM', 'a name and a password are needed');
    }
    if (this.byName(username)) {
      throw new CloudError('INVALID_PARAM', 'the user name is taken');
    }
    return this.add({ loginType: 'USERNAME', username, password });
  }

  /** @throws AuthError not_found, invalid_password */
  withPassword(username: string, password: string): ClientCaller {
    const row = this.byName(username);
    if (!row) throw new AuthError(404, 'not_found', 'user not found');
    if (!matches(password, String(row.password))) {
      throw new AuthError(
        400,
        'invalid_password',
        'username or password is incorrect'
      );
    }
    return callerOf(row);
  }

  find(uid: string): { caller: ClientCaller; username: string } | null {
    const row = this.driver
      .prepare('SELECT * FROM auth_users WHERE uid = ?')
      .get(uid);
    if (!row) return null;
    return { caller: callerOf(row), username: String(row.username ?? uid) };
  }

  clear(): void {
    this.driver.exec('DELETE FROM auth_users');
  }

  private byName(username: string): Row | undefined {
    return this.driver
      .prepare('SELECT * FROM auth_users WHERE username = ?')
      .get(username);
  }

  private add(account: {
    loginType: 'CUSTOM' | 'ANONYMOUS' | 'USERNAME';
    customUserId?: string;
    username?: string;
    password?: string;
  }): ClientCaller {
    const uid = randomBytes(16).toString('hex');
    const { loginType, customUserId = null, username = null } = account;
    const password = account.password ? hash(account.password) : null;
    this.driver
      .prepare('INSERT INTO auth_users VALUES (?, ?, ?, ?, ?, ?)')
      .run(uid, loginType, customUserId, username, password, this.clock.now());
    return callerOf({
      uid,
      login_type: loginType,
      custom_user_id: customUserId,
    });
  }
}

function callerOf(row: Row): ClientCaller {
  const custom = row.custom_user_id;
  return {
    kind: 'client',
    uid: String(row.uid),
    loginType: row.login_type as ClientCaller['loginType'],
    ...(typeof custom === 'string' && { customUserId: custom }),
  };
}

function hash(password: string): string {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}:${scryptSync(password, salt, 32).toString('hex')}`;
}

function matches(password: string, kept: string): boolean {
  const [salt = '', wanted = ''] = kept.split(':');
  const actual = scryptSync(password, Buffer.from(salt, 'hex'), 32);
  const expected = Buffer.from(wanted, 'hex');
  return expected.length === 32 && timingSafeEqual(actual, expected);
}
