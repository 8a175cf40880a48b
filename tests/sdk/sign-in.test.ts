import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mode, webApp } from './clients/in-node';
import { serverApp } from './clients/server-client';
import { cloudOfProject, type CloudProcess } from './cloud-of-project';

let cloud: CloudProcess;

beforeAll(async () => {
  cloud = await cloudOfProject();
});
afterAll(() => cloud?.stop());

describe.each<Mode>(['GATEWAY', 'CLOUD_API'])('js-sdk in Node, %s', (mode) => {
  it('[SDK-39] signs in by password, and out again', async () => {
    const app = webApp(cloud, mode);
    const auth = app.auth();
    const wrong = { username: 'wang', password: 'guess' };
    const { error } = await auth.signInWithPassword(wrong);
    expect(error?.category).toBe('INVALID_CREDENTIALS');
    const right = { username: 'wang', password: 'secret-1' };
    expect((await auth.signInWithPassword(right)).error).toBeNull();
    expect((await auth.getCurrentUser())?.uid).toBeTruthy();
    await auth.signOut();
    expect(await auth.getCurrentUser()).toBeFalsy();
  });

  it('[SDK-40] is one person for one ticket of node-sdk', async () => {
    const { credentials } = await loginKey();
    const server = serverApp(cloud, {
      secretId: 'local',
      secretKey: 'local',
      credentials,
    });
    const uidOf = async (customUserId: string) => {
      const app = webApp(cloud, mode);
      await app
        .auth()
        .signInWithCustomTicket(async () =>
          server.auth().createTicket(customUserId)
        );
      return (await app.auth().getCurrentUser())?.uid;
    };
    const first = await uidOf('member-1');
    expect(first).toBeTruthy();
    expect(await uidOf('member-1')).toBe(first);
    expect(await uidOf('member-2')).not.toBe(first);
  });
});

/** As a deployed function finds it in its environment. */
async function loginKey(): Promise<{ credentials: object }> {
  const app = serverApp(cloud);
  const { result } = await app.callFunction({
    name: 'login-key',
    data: {},
  });
  const text = Buffer.from(String(result), 'base64').toString();
  return { credentials: JSON.parse(text) as object };
}
