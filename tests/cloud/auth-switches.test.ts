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

const { account, post } = authTools(() => cloud);

describe('switches', () => {
  const turn = (switches: object) => cloud.door('PUT', 'switches', switches);
  const signIn = (username: string, password = 'secret-1', query = '') =>
    post(`v1/signin${query}`, { username, password });
  const refresh = async ({ refresh_token }: Record<string, unknown>) =>
    (await post('v1/token', { refresh_token })).status;

  it('[AUTH-41] anonymous login may be off', async () => {
    await turn({ anonymousLogin: false });
    const off = await post('v1/signin/anonymously', {});
    await turn({ anonymousLogin: true });
    expect(off).toMatchObject({
      status: 400,
      error: 'login_type_disabled',
      error_code: 4045,
    });
    expect((await post('v1/signin/anonymously', {})).status).toBe(200);
  });

  it('[AUTH-42] five wrong passwords ask for a captcha, until a right one', async () => {
    const { username } = await account();
    for (let i = 0; i < 5; i += 1) {
      expect((await signIn(username, 'guess')).error).toBe('invalid_password');
    }
    const asked = await signIn(username);
    expect(asked).toMatchObject({
      error: 'captcha_required',
      error_code: 4001,
    });
    const { token, data } = await post('v1/captcha/data', { state: 's' });
    expect(data).toMatch(/^data:image\//);
    const { captchas } = (await cloud.door('GET', 'auth/codes')) as {
      captchas: { token: string; key: string }[];
    };
    const { key } = captchas.find((one) => one.token === token)!;
    const passed = await post('v1/captcha/data/verify', { token, key });
    const bad = await signIn(username, 'secret-1', '?captcha_token=guess');
    expect(bad.error).toBe('captcha_invalid');
    const query = `?captcha_token=${String(passed.captcha_token)}`;
    expect((await signIn(username, 'guess', query)).error).toBe(
      'invalid_password'
    );
    expect((await signIn(username, 'secret-1', query)).error).toBe(
      'captcha_invalid'
    );

    await turn({ captchaAfterWrongPasswords: 0 });
    expect((await signIn(username)).status).toBe(200);
    await turn({ captchaAfterWrongPasswords: 5 });
    expect((await signIn(username)).status).toBe(200);
  });

  it('[AUTH-43] codes to one mailbox may need an interval', async () => {
    const ask = () => post('v1/verification', { email: 'often@example.com' });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    await turn({ verificationInterval: 60 });
    expect(await ask()).toMatchObject({
      status: 429,
      error: 'resource_exhausted',
      error_code: 8,
    });
    await cloud.door('POST', 'clock', { advanceMs: 61_000 });
    expect((await ask()).status).toBe(200);
    await turn({ verificationInterval: 0 });
  });

  it.each([
    [true, 400],
    [false, 200],
  ])(
    '[AUTH-44] a new password ends other sessions: %s',
    async (passwordEndsSessions, status) => {
      await turn({ passwordEndsSessions });
      const { username } = await account();
      const other = await signIn(username);
      const mine = await signIn(username);
      const token = mine.access_token;
      const password = 'secret-1';
      const { sudo_token } = await post(
        'v1/user/sudo',
        { password },
        { token }
      );
      const body = { sudo_token, new_password: 'secret-2' };
      const how = { token, method: 'PATCH' };
      const bare = await post(
        'v1/user/password',
        { ...body, sudo_token: '' },
        how
      );
      expect(bare).toMatchObject({ status: 403, error: 'permission_denied' });
      expect((await post('v1/user/password', body, how)).status).toBe(200);
      await turn({ passwordEndsSessions: true });
      expect(await refresh(other)).toBe(status);
      expect(await refresh(mine)).toBe(200);
    }
  );

  it('[AUTH-45] a person may have so many sessions; the oldest ends', async () => {
    const { username } = await account();
    const free = [await signIn(username), await signIn(username)];
    expect(await Promise.all(free.map(refresh))).toEqual([200, 200]);
    await turn({ sessionsPerUser: 2 });
    const limited: Record<string, unknown>[] = [];
    for (let i = 0; i < 3; i += 1) limited.push(await signIn(username));
    await turn({ sessionsPerUser: 0 });
    expect(await Promise.all(limited.map(refresh))).toEqual([400, 200, 200]);
  });

  it('[AUTH-46] the publishable key is nobody, or an anonymous user', async () => {
    const { publishableKey } = await cloud.door('GET', 'auth/keys');
    const read = async () => {
      const path = 'v1/database/instances/(default)/databases/(default)';
      const answer = await fetch(
        `${cloud.url}/${path}/collections/own/documents`,
        { headers: { authorization: `Bearer ${String(publishableKey)}` } }
      );
      return (await answer.json()) as { code?: string };
    };
    expect((await read()).code).toBe('DATABASE_PERMISSION_DENIED');
    await turn({ publishableKey: 'anonymous' });
    expect((await read()).code).toBeUndefined();
    await turn({ publishableKey: 'nobody' });
    const me = await fetch(`${cloud.url}/auth/v1/user/me`, {
      headers: { authorization: `Bearer ${String(publishableKey)}` },
    });
    expect(me.status).toBe(401);
  });
});
