import { generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { beforeEach, describe, expect, it } from 'vitest';
import { callEnvironment } from '../functions/environment';
import { movableClock, type Clock } from '../kernel/clock';
import { openDriver, type Driver } from '../store/driver';
import { Accounts } from './accounts';
import { customLoginText, loadKeys, type Keys } from './keys';
import { Tickets } from './tickets';
import { Tokens } from './tokens';

let clock: Clock;
let driver: Driver;
let keys: Keys;
let tokens: Tokens;
const HOUR = 3_600_000;
const CALLER = { kind: 'client', uid: 'u1', loginType: 'USERNAME' } as const;

beforeEach(() => {
  clock = movableClock();
  driver = openDriver(':memory:');
  keys = loadKeys(null, 'local-1');
  tokens = new Tokens(driver, clock, keys.tokenKey, 'local-1');
});

describe('tokens', () => {
  it('[AUTH-7] live two hours, and thirty-one days of refreshing', () => {
    const { access_token, refresh_token } = tokens.issue(CALLER);
    expect(tokens.callerOf(access_token)).toEqual(CALLER);
    clock.advance(2 * HOUR + 1_000);
    expect(() => tokens.callerOf(access_token)).toThrow('expired');
    const next = tokens.refresh(refresh_token);
    expect(tokens.callerOf(next.access_token)).toEqual(CALLER);
    clock.advance(31 * 24 * HOUR + 1_000);
    expect(() => tokens.refresh(next.refresh_token)).toThrow('invalid');
  });

  it('[AUTH-8] of one kind do not serve as the other', () => {
    const { access_token, refresh_token } = tokens.issue(CALLER);
    expect(() => tokens.loginOfWatch(access_token)).toThrow('another kind');
    expect(() => tokens.callerOf(tokens.signWatch(CALLER))).toThrow(
      'another kind'
    );
    tokens.revoke(refresh_token);
    expect(() => tokens.refresh(refresh_token)).toThrow('invalid');
  });

  it('[AUTH-9] signed by somebody else, by nobody, or for another environment are refused', () => {
    const claims = { use: 'access', caller: CALLER };
    for (const forged of [
      jwt.sign(claims, 'guess'),
      jwt.sign(claims, '', { algorithm: 'none' }),
      new Tokens(driver, clock, keys.tokenKey, 'other-1').issue(CALLER)
        .access_token,
    ]) {
      expect(() => tokens.callerOf(forged)).toThrow('invalid');
    }
  });
});

describe('tickets', () => {
  const ticketWith = (claims: object, key = keys.customLogin.private_key) =>
    `${keys.customLogin.private_key_id}/@@/${jwt.sign(claims, key, { algorithm: 'RS256' })}`;
  const good = () => ({
    env: 'local-1',
    uid: 'staff_0001',
    exp: Date.now() + 600_000,
  });

  it('[AUTH-10] are believed with the environment’s own key alone', () => {
    const tickets = new Tickets(keys.customLogin, clock);
    expect(tickets.verify(ticketWith(good()))).toBe('staff_0001');
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    expect(() => tickets.verify(ticketWith(good(), privateKey))).toThrow(
      'signature'
    );
    for (const [change, message] of [
      [{ env: 'other-1' }, 'another environment'],
      [{ exp: Date.now() - 1 }, 'expired'],
      [{ uid: 'abc' }, 'malformed'],
    ] as const) {
      const ticket = ticketWith({ ...good(), ...change });
      expect(() => tickets.verify(ticket)).toThrow(message);
    }
    expect(() => tickets.verify('x')).toThrow('not made with the key');
  });

  it('[AUTH-11] stay good when the cloud’s clock was moved', () => {
    const tickets = new Tickets(keys.customLogin, clock);
    clock.advance(HOUR);
    expect(tickets.verify(ticketWith(good()))).toBe('staff_0001');
  });

  it('[AUTH-12] come from a key in the shape that the SDK wants', () => {
    const text = customLoginText(keys.customLogin);
    const key: unknown = JSON.parse(Buffer.from(text, 'base64').toString());
    expect(key).toEqual({
      private_key_id: expect.any(String),
      private_key: expect.stringContaining('PRIVATE KEY'),
      env_id: 'local-1',
    });
  });
});

describe('accounts', () => {
  it('[AUTH-13] one custom id has one generated uid', () => {
    const accounts = new Accounts(driver, clock);
    const first = accounts.ofTicket('staff_0001');
    const second = accounts.ofTicket('staff_0002');
    expect(accounts.ofTicket('staff_0001')).toEqual(first);
    expect(first.uid).not.toBe(second.uid);
    expect([first.customUserId, first.loginType]).toEqual([
      'staff_0001',
      'CUSTOM',
    ]);
    expect(first.uid).not.toContain('staff');
  });

  it('[AUTH-14] passwords are kept hashed and compared', async () => {
    const accounts = new Accounts(driver, clock);
    const wang = { username: 'wang', password: 'secret-1' };
    const { uid } = await accounts.create(wang);
    const found = accounts.byIdentifier('wang');
    expect(found).toMatchObject({ by: 'username', account: { uid } });
    const account = found!.account;
    await accounts.checkPassword(account, 'secret-1');
    await expect(accounts.checkPassword(account, 'secret-2')).rejects.toThrow(
      'incorrect'
    );
    expect(accounts.byIdentifier('li')).toBeNull();
    await expect(accounts.create(wang)).rejects.toThrow('taken');
    const rows = driver.prepare('SELECT * FROM auth_accounts').all();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('secret-1');
  });
});

describe('a function', () => {
  it('[AUTH-52] finds openid and unionid of the phone that it serves', () => {
    const at = { adminUrl: '', envId: 'e', region: 'r', appId: 'wx1' };
    const caller = { kind: 'client', openid: 'o1', unionid: 'u1' } as const;
    const environment = callEnvironment(at, {
      requestId: '1',
      sessionToken: 't',
      caller,
      source: 'wx_client',
      chain: 'wx_client',
    });
    expect(environment).toMatchObject({ WX_OPENID: 'o1', WX_UNIONID: 'u1' });
    expect(environment.WX_CONTEXT_KEYS?.split(',')).toContain('WX_UNIONID');
  });
});
