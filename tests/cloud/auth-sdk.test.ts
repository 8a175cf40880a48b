import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { authOf, authTools } from './support/auth-client';
import { clientApp, type Mode } from './support/sdks';
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

describe.each<Mode>(['GATEWAY', 'CLOUD_API'])('js-sdk 3.7, %s', (mode) => {
  const client = () => clientApp(cloud, mode);

  it('[AUTH-2] signs in by user name, email and phone with one password', async () => {
    const email = `lan${mode}@example.com`.toLowerCase();
    const phone = mode === 'GATEWAY' ? '13800000001' : '13800000002';
    const { uid, username } = await account({ email, phone });
    for (const who of [{ username }, { email }, { phone }]) {
      const auth = authOf(client());
      const { data, error } = await auth.signInWithPassword({
        ...who,
        password: 'secret-1',
      } as never);
      expect(error).toBeNull();
      expect(data.user?.id).toBe(uid);
    }
    const stranger = await authOf(client()).signInWithPassword({
      username: 'nobody-here',
      password: 'secret-1',
    });
    expect(stranger.error?.category).toBe('USER_NOT_FOUND');
  });

  it('[AUTH-20] registers a mailbox with a code, then signs in with another', async () => {
    const email = `new-${mode}@example.com`.toLowerCase();
    const auth = authOf(client());
    const { data } = await auth.signUp({ email, password: 'secret-1' });
    const wrong = await data.verifyOtp({ token: '00000x' });
    expect(wrong.error?.category).toBe('VERIFICATION_FAILED');
    const right = await data.verifyOtp({ token: await codeTo(email) });
    expect(right.error).toBeNull();
    expect(right.data.user).toMatchObject({ email });
    await auth.signOut();

    const again = await auth.signInWithOtp({ email });
    const signed = await again.data.verifyOtp({ token: await codeTo(email) });
    expect(signed.error).toBeNull();
    expect(signed.data.user).toEqual(right.data.user);
  });

  it('[AUTH-20] registers a phone number with a code', async () => {
    const auth = authOf(client());
    const phone = mode === 'GATEWAY' ? '13900000001' : '13900000002';
    const { data } = await auth.signUp({ phone });
    const token = await codeTo(`+86 ${phone}`);
    const { error } = await data.verifyOtp({ token });
    expect(error).toBeNull();
    expect(await auth.getCurrentUser()).toMatchObject({
      phone_number: `+86 ${phone}`,
    });
  });

  it('[AUTH-24] a refresh token is good once, and refuses what follows it', async () => {
    const { username } = await account();
    const auth = authOf(client());
    await auth.signInWithPassword({ username, password: 'secret-1' });
    const first = (await auth.getSession()).data.session?.refresh_token ?? '';
    const second = await auth.refreshTokenForce({});
    expect(second.refresh_token).not.toBe(first);
    const used = await post('v1/token', {
      grant_type: 'refresh_token',
      refresh_token: first,
    });
    expect(used).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect((await auth.getSession()).error).toBeNull();
  });

  it('[AUTH-26] signing out ends the session on every front', async () => {
    const { username } = await account();
    const app = client();
    const auth = authOf(app);
    await auth.signInWithPassword({ username, password: 'secret-1' });
    const { accessToken } = await auth.getAccessToken();
    const { refresh_token } = await auth.getCredentials();
    await auth.signOut();
    const bearer = { authorization: `Bearer ${accessToken}` };
    const gateway = await fetch(`${cloud.url}/v1/functions/any`, {
      method: 'POST',
      headers: bearer,
    });
    expect(gateway.status).toBe(401);
    const rpc = await fetch(`${cloud.url}/web`, {
      method: 'POST',
      body: JSON.stringify({
        action: 'auth.wsWebSign',
        access_token: accessToken,
      }),
    });
    expect(await rpc.json()).toMatchObject({ code: 'CHECK_LOGIN_FAILED' });
    const me = await fetch(`${cloud.url}/auth/v1/user/me`, { headers: bearer });
    expect([me.status, await me.json()]).toEqual([
      401,
      expect.objectContaining({ error: 'unauthenticated', error_code: 16 }),
    ]);
    const renewed = await post('v1/token', { refresh_token });
    expect(renewed).toMatchObject({ error: 'invalid_grant' });
  });

  it('[AUTH-27] providers are refused by name', async () => {
    const auth = authOf(client());
    const token = await auth.signInWithIdToken({ token: 'x' });
    expect(token.error?.category).toBe('SERVICE_ERROR');
    expect(token.error?.message).toContain('signin/with/provider');
    const uri = await auth
      .genProviderRedirectUri({ provider_id: 'github' } as never)
      .catch((error: { error_description: string }) => error);
    expect(uri).toMatchObject({
      error: 'unimplemented',
      error_description: 'provider/uri is not supported',
    });
  });

  it('[AUTH-29] an anonymous session says so, and has no account to change', async () => {
    const auth = authOf(client());
    const { data } = await auth.signInAnonymously({});
    expect(data.user?.is_anonymous).toBe(true);
    expect(await auth.loginScope()).toBe('anonymous');
    const { error } = await auth.updateUser({ nickname: 'x' });
    expect(error?.category).toBe('PRECONDITION_FAILED');
  });
});
