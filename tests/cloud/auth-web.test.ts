import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { authOf, authTools } from './support/auth-client';
import type { Mode } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';
import { becomePage, webApp, type WebBuild } from './support/web-sdks';

const HOUR = 3_600_000;
let cloud: CloudProcess;
beforeAll(async () => {
  // The SDK explains every refusal at length on the console.
  for (const level of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation(() => undefined);
  }
  cloud = await spawnCloud();
  await cloud.door('PUT', 'rules', { own: { read: 'auth != null' } });
  becomePage(cloud);
});
afterAll(() => cloud.stop());

const { account, codeTo } = authTools(() => cloud);

describe.each<[WebBuild, Mode]>([
  ['js-sdk 3.7', 'GATEWAY'],
  ['js-sdk 3.7', 'CLOUD_API'],
  ['js-sdk 2.32', 'GATEWAY'],
  ['js-sdk 2.32', 'CLOUD_API'],
])('%s in a page, %s', (build, mode) => {
  const client = () => webApp(cloud, build, mode);
  const marked = `${build}-${mode}`.replace(/[^\w]/g, '');

  it('[AUTH-21] changes a password by the old one and by a code', async () => {
    const email = `pass-${marked}@example.com`.toLowerCase();
    const { username } = await account({ email });
    const auth = authOf(client());
    await auth.signInWithPassword({ username, password: 'secret-1' });
    const bad = await auth.resetPasswordForOld({
      old_password: 'guess',
      new_password: 'secret-2',
    });
    expect(bad.error?.category).toBe('INVALID_CREDENTIALS');
    const good = await auth.resetPasswordForOld({
      old_password: 'secret-1',
      new_password: 'secret-2',
    });
    expect(good.error).toBeNull();

    const forgot = await auth.resetPasswordForEmail(email);
    const reset = await forgot.data.updateUser({
      nonce: await codeTo(email),
      password: 'secret-3',
    });
    expect(reset.error).toBeNull();
    for (const [password, category] of [
      ['secret-1', 'INVALID_CREDENTIALS'],
      ['secret-2', 'INVALID_CREDENTIALS'],
      ['secret-3', undefined],
    ] as const) {
      const { error } = await auth.signInWithPassword({ username, password });
      expect(error?.category).toBe(category);
    }

    const { data } = await auth.reauthenticate();
    const nonce = await codeTo(email);
    const last = await data.updateUser({ nonce, password: 'secret-4' });
    expect(last.error).toBeNull();
  });

  it('[AUTH-22] changes name, picture, user name and, with a code, the mailbox', async () => {
    const { username, uid } = await account();
    const auth = authOf(client());
    await auth.signInWithPassword({ username, password: 'secret-1' });
    await auth.updateUser({
      nickname: '小王',
      avatar_url: 'https://p.example',
    });
    await auth.currentUser?.update({ username: `${username}.b` } as never);
    expect(await auth.getCurrentUser()).toMatchObject({
      uid,
      name: '小王',
      picture: 'https://p.example',
      username: `${username}.b`,
    });

    const email = `moved-${marked}@example.com`.toLowerCase();
    const { data } = await auth.updateUser({ email });
    const before = await auth.getCurrentUser();
    expect(before?.email).toBeUndefined();
    const { error } = await data.verifyOtp({
      email,
      token: await codeTo(email),
    });
    expect(error).toBeNull();
    expect((await auth.getCurrentUser())?.email).toBe(email);
    const unproven = await auth
      .updateUserBasicInfo({ email: 'other@example.com' } as never)
      .then(
        () => 'done',
        (refusal: { error: string }) => refusal.error
      );
    expect(unproven).toBe('failed_precondition');
  });

  it('[AUTH-23] lists and takes away the ways to sign in, but for the last', async () => {
    const email = `ways-${marked}@example.com`.toLowerCase();
    const { username } = await account({ email });
    const auth = authOf(client());
    await auth.signInWithPassword({ username, password: 'secret-1' });
    const { data } = await auth.getUserIdentities();
    expect(data.identities.map(({ id }: { id: string }) => id)).toEqual([
      'email',
    ]);
    expect((await auth.unlinkIdentity({ provider: 'email' })).error).toBeNull();
    const again = await auth.unlinkIdentity({ provider: 'email' });
    expect(again.error?.code).toBe('not_found');
    const gone = await auth.signInWithPassword({ email, password: 'secret-1' });
    expect(gone.error?.category).toBe('USER_NOT_FOUND');
    expect(await auth.isUsernameRegistered(username)).toBe(true);
    expect(await auth.isUsernameRegistered('nobody-here')).toBe(false);
  });

  it('[AUTH-25] goes on by itself when its access token has expired', async () => {
    const { username, uid } = await account();
    const app = client();
    const auth = authOf(app);
    await auth.signInWithPassword({ username, password: 'secret-1' });
    await cloud.door('POST', 'clock', { advanceMs: 2 * HOUR + 1_000 });
    const read = () => app.database().collection('own').get();
    if (mode === 'CLOUD_API') {
      // Here the SDK leaves the refreshing to its own clock, and its caller.
      await expect(read()).resolves.toMatchObject({
        code: 'ACCESS_TOKEN_EXPIRED',
      });
      await auth.refreshTokenForce({});
    }
    expect((await read()).data).toEqual([]);
    expect((await auth.getCurrentUser())?.uid).toBe(uid);
  });

  it('[AUTH-28] an account is deleted by who proves to own it', async () => {
    const { username } = await account();
    const auth = authOf(client());
    await auth.signInWithPassword({ username, password: 'secret-1' });
    const bad = await auth.deleteUser({ password: 'guess' });
    expect(bad.error?.category).toBe('INVALID_CREDENTIALS');
    expect((await auth.deleteUser({ password: 'secret-1' })).error).toBeNull();
    const gone = await authOf(client()).signInWithPassword({
      username,
      password: 'secret-1',
    });
    expect(gone.error?.category).toBe('USER_NOT_FOUND');
  });
});
