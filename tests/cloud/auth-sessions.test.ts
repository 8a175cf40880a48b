import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { authTools } from './support/auth-client';
import { WebSocket } from 'ws';
import { serverApp } from './support/sdks';
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

describe('sessions', () => {
  const signIn = async () => {
    const { username, password } = await account();
    return post('v1/signin', { username, password });
  };
  const watchSign = async (access_token: unknown) => {
    const answer = await fetch(`${cloud.url}/web`, {
      method: 'POST',
      body: JSON.stringify({ action: 'auth.wsWebSign', access_token }),
    });
    const { data } = (await answer.json()) as {
      data: { signStr: string; wsUrl: string };
    };
    return data;
  };
  const loggedIn = async (token: unknown) => {
    const { signStr, wsUrl } = await watchSign(token);
    const socket = new WebSocket(wsUrl);
    await once(socket, 'open');
    const frame = (requestId: string, msgType: string, more: object) =>
      socket.send(JSON.stringify({ requestId, msgType, ...more }));
    frame('1', 'LOGIN', {
      msgData: { envId: cloud.env },
      exMsgData: { signStr, secretVersion: 1 },
    });
    const [answer] = (await once(socket, 'message')) as [Buffer];
    return { socket, answer: JSON.parse(String(answer)) as object };
  };

  it('[AUTH-47] an end cuts the open sockets, and their proof is void', async () => {
    const session = await signIn();
    const other = await loggedIn((await signIn()).access_token);
    const { socket, answer } = await loggedIn(session.access_token);
    expect(answer).toMatchObject({ msgType: 'LOGIN_RES' });
    const closed = once(socket, 'close');
    const { signStr } = await watchSign(session.access_token);
    await post('v1/revoke', { token: session.access_token });
    await closed;
    expect(other.socket.readyState).toBe(WebSocket.OPEN);
    other.socket.terminate();
    const late = new WebSocket(`${cloud.url.replace('http', 'ws')}/ws`);
    await once(late, 'open');
    late.send(
      JSON.stringify({
        requestId: '1',
        msgType: 'LOGIN',
        msgData: { envId: cloud.env },
        exMsgData: { signStr, secretVersion: 1 },
      })
    );
    const [refused] = (await once(late, 'message')) as [Buffer];
    expect(String(refused)).toContain('SIGN_INVALID_ERROR');
    late.terminate();
  });

  it('[AUTH-48] of one person all end at his wish', async () => {
    const { username, password } = await account();
    const both = await Promise.all([
      post('v1/signin', { username, password }),
      post('v1/signin', { username, password }),
    ]);
    const token = both[0].access_token;
    const ended = await post(
      'v1/user/revoke/all',
      {},
      { token, method: 'DELETE' }
    );
    expect(ended.status).toBe(200);
    for (const { refresh_token } of both) {
      expect((await post('v1/token', { refresh_token })).status).toBe(400);
    }
  });

  it('[AUTH-49] a token that only looks like ours ends nobody’s session', async () => {
    const session = await signIn();
    const [head, claims] = String(session.access_token).split('.');
    for (const token of [`${head}.${claims}.x`, 'x', { $ne: '' }]) {
      expect((await post('v1/revoke', { token })).status).toBe(200);
    }
    const { refresh_token } = session;
    expect((await post('v1/token', { refresh_token })).status).toBe(200);
  });
});

describe('the server SDK', () => {
  it('[AUTH-51] finds users by uid, name, mailbox, phone and custom id', async () => {
    const app = serverApp(cloud);
    const email = 'known-to-server@example.com';
    const { uid, username } = await account({ email, phone: '18202741638' });
    const ticket = await cloud.door('POST', 'identity', {
      customUserId: 'staff_0051',
    });
    const { userInfo } = await app.auth().getEndUserInfo(uid);
    expect(userInfo).toMatchObject({
      uid,
      username,
      email,
      envName: cloud.env,
      hasPassword: true,
      isAnonymous: false,
    });
    expect(JSON.stringify(userInfo)).not.toContain('secret');
    const find = async (platform: string, platformId: string) =>
      (await app.auth().queryUserInfo({ platform, platformId })).userInfo.uid;
    expect(await find('USERNAME', username)).toBe(uid);
    expect(await find('EMAIL', email)).toBe(uid);
    expect(await find('PHONE', '+8618202741638')).toBe(uid);
    expect(await find('CUSTOM', 'staff_0051')).toBe(ticket.uid);
    await expect(find('EMAIL', 'nobody@example.com')).rejects.toMatchObject({
      code: 'INVALID_PARAM',
    });
    await expect(find('QQ', '1')).rejects.toThrow('QQ is not supported');
  });
});
