import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { authTools } from './support/auth-client';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

let cloud: CloudProcess;

beforeAll(async () => {
  // The SDK explains every refusal at length on the console.
  for (const level of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation(() => undefined);
  }
  cloud = await spawnCloud();
  await cloud.door('PUT', 'rules', {
    open: { read: true, write: true },
    own: { read: 'auth != null', write: 'auth != null' },
  });
});
afterAll(() => cloud.stop());

const { account, codeTo, post } = authTools(() => cloud);

describe('codes', () => {
  const send = (fields: object) => post('v1/verification', fields);

  it('[AUTH-30] end after ten minutes and after five wrong guesses', async () => {
    const email = 'guess@example.com';
    const guess = async (id: unknown, code: string) =>
      (
        await post('v1/verification/verify', {
          verification_id: id,
          verification_code: code,
        })
      ).error;
    const one = await send({ email, target: 'ANY' });
    expect(one).toMatchObject({ status: 200, is_user: false, expires_in: 600 });
    for (let i = 0; i < 5; i += 1) {
      expect(await guess(one.verification_id, 'wrong!')).toBe(
        'invalid_argument'
      );
    }
    const code = await codeTo(email);
    expect(await guess(one.verification_id, code)).toBe('invalid_argument');
    const two = await send({ email, target: 'ANY' });
    const late = await codeTo(email);
    await cloud.door('POST', 'clock', { advanceMs: 601_000 });
    expect(await guess(two.verification_id, late)).toBe('invalid_argument');
  });

  it('[AUTH-31] make a token that works once, for its own mailbox', async () => {
    const email = 'once@example.com';
    const { verification_id } = await send({ email });
    const { verification_token } = await post('v1/verification/verify', {
      verification_id,
      verification_code: await codeTo(email),
    });
    const other = await post('v1/signup', {
      email: 'else@example.com',
      verification_token,
    });
    expect(other).toMatchObject({ status: 400, error: 'invalid_argument' });
    const mine = { email, verification_token };
    expect((await post('v1/signup', mine)).status).toBe(200);
    expect((await post('v1/signup', mine)).error).toBe('failed_precondition');
    const signIn = await post('v1/signin', { verification_token });
    expect(signIn).toMatchObject({ error: 'invalid_argument' });
  });

  it('[AUTH-32] are asked for by who has an account, or has none', async () => {
    const email = 'known@example.com';
    await account({ email });
    expect(await send({ email, target: 'NOT_USER' })).toMatchObject({
      status: 400,
      error: 'failed_precondition',
      error_code: 9,
    });
    expect(
      await send({ email: 'unknown@example.com', target: 'USER' })
    ).toMatchObject({ error: 'failed_precondition' });
    expect(await send({ email, target: 'USER' })).toMatchObject({
      is_user: true,
    });
    for (const malformed of [{}, { email: 'x' }, { phone_number: 'x' }]) {
      expect((await send(malformed)).error).toBe('invalid_argument');
    }
  });

  it('[AUTH-33] the code itself registers a phone, as old clients do it', async () => {
    const phone_number = '+86 13700000009';
    await send({ phone_number });
    const wrong = await post('v1/signup', {
      phone_number,
      verification_code: 'wrong!',
    });
    expect(wrong.error).toBe('invalid_argument');
    const verification_code = await codeTo(phone_number);
    const body = { phone_number, verification_code };
    expect((await post('v1/signup', body)).status).toBe(200);
  });
});

describe('a phone', () => {
  it('[AUTH-50] has the openid and the unionid that the door gave it', async () => {
    const given = await cloud.door('POST', 'identity', {
      openid: 'o1',
      unionid: 'union-1',
    });
    const me = await fetch(`${cloud.url}/auth/v1/user/me`, {
      headers: { authorization: `Bearer ${String(given.accessToken)}` },
    });
    expect(await me.json()).toMatchObject({ sub: 'o1' });
    const claims = JSON.parse(
      Buffer.from(
        String(given.accessToken).split('.')[1] ?? '',
        'base64url'
      ).toString()
    ) as { caller: object };
    expect(claims.caller).toEqual({
      kind: 'client',
      openid: 'o1',
      unionid: 'union-1',
    });
  });
});
