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

describe('what is refused', () => {
  it.each([
    'v1/signin/wechat/noauth',
    'v1/provider/token',
    'v1/user/provider/bind',
    'v1/device/code',
    'v1/qrcode/generate',
    'v2/signin/publichkey',
    'v2/signup',
    'v1/constructor',
  ])('[AUTH-34] %s is unimplemented, by its name', async (path) => {
    expect(await post(path, {})).toMatchObject({
      status: 501,
      error: 'unimplemented',
      error_code: 12,
      error_description: `${path.slice(3)} is not supported`,
    });
  });

  it.each([
    ['no password', { username: 'user1' }],
    ['an object for a name', { username: { $ne: '' }, password: 'x' }],
    ['an object for a password', { username: 'user1', password: { a: 1 } }],
    ['nothing', {}],
  ])('[AUTH-35] %s signs nobody in', async (_name, body) => {
    const { status, access_token } = await post('v1/signin', body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(access_token).toBeUndefined();
  });

  it('[AUTH-36] names are 2 to 48 letters, digits and a few signs', async () => {
    const email = 'named@example.com';
    const { verification_id } = await post('v1/verification', { email });
    const { verification_token } = await post('v1/verification/verify', {
      verification_id,
      verification_code: await codeTo(email),
    });
    for (const username of ['a', '王小明', '_ab', 'x'.repeat(49), 7]) {
      const body = { email, verification_token, username };
      expect((await post('v1/signup', body)).error).toBe('invalid_argument');
    }
    const body = { email, verification_token, username: 'wang.x-1' };
    expect((await post('v1/signup', body)).status).toBe(200);
  });

  it('[AUTH-37] v2 has the same sign-in, without its encryption', async () => {
    const { username, password } = await account();
    const plain = await post('v2/signin/username', { username, password });
    expect(plain).toMatchObject({ status: 200, token_type: 'Bearer' });
    const encrypted = { params: 'x', public_key_thumbprint: 'y' };
    expect(await post('v2/signin/username', encrypted)).toMatchObject({
      error: 'unimplemented',
    });
  });
});
