import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import nodeSdk from '@cloudbase/node-sdk';
import type { WebApp } from './clients/web-client';
import { webApp } from './clients/in-node';
import { serverApp } from './clients/server-client';
import { cloudOfProject, type CloudProcess } from './cloud-of-project';

let cloud: CloudProcess;

beforeAll(async () => {
  cloud = await cloudOfProject();
});
afterAll(() => cloud?.stop());

const ask = async (app: unknown, name: string, data: object = {}) => {
  const call = (app as Pick<WebApp, 'callFunction'>).callFunction;
  const answer = await call.call(app, { name, data: { ...data } });
  return answer['result'] as Record<string, unknown>;
};

describe('node-sdk outside functions', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('[SDK-32] is pointed at the cloud by its environment alone', async () => {
    vi.stubEnv(
      'TCB_CONTEXT_CNFG',
      JSON.stringify({ URL: `${cloud.url}/admin` })
    );
    vi.stubEnv('TENCENTCLOUD_SECRETID', 'local');
    vi.stubEnv('TENCENTCLOUD_SECRETKEY', 'local');
    const app = nodeSdk.init({ env: cloud.env });
    expect(await ask(app, 'echo', { n: 1 })).toEqual({ n: 1 });
  });

  it.each([
    ['another key', { secretId: 'local', secretKey: 'guess' }],
    ['another id', { secretId: 'guess', secretKey: 'local' }],
    ['another API key', { accessKey: 'guess' }],
  ])('[SDK-33] is refused with %s', async (_name, credentials) => {
    const app = serverApp(cloud, credentials);
    await expect(app.database().collection('things').get()).rejects.toThrow(
      expect.objectContaining({ code: 'SIGN_PARAM_INVALID' })
    );
  });

  it('[SDK-34] tells who an account is', async () => {
    const web = webApp(cloud, 'CLOUD_API');
    await web
      .auth()
      .signInWithPassword({ username: 'wang', password: 'secret-1' });
    const uid = (await web.auth().getCurrentUser())?.uid ?? '';
    const { userInfo } = await serverApp(cloud).auth().getEndUserInfo(uid);
    expect(userInfo).toMatchObject({ uid });
  });
});

describe('node-sdk inside a function', () => {
  it('[SDK-35] tells a web caller from a server', async () => {
    const web = webApp(cloud, 'GATEWAY');
    await web.auth().signInAnonymously({});
    const uid = (await web.auth().getCurrentUser())?.uid;
    expect(await ask(web, 'whoami')).toEqual({
      uid,
      openId: '',
      isAnonymous: true,
      customUserId: '',
    });
    expect(await ask(serverApp(cloud), 'whoami')).toMatchObject({ uid: '' });
  });
});

describe('wx-server-sdk inside a function', () => {
  /** A phone: js-sdk with an identity that has an openid. */
  async function phone(): Promise<WebApp> {
    const { accessToken, refreshToken } = await cloud.door('POST', 'identity', {
      openid: 'o-1',
    });
    const app = webApp(cloud, 'CLOUD_API');
    const auth = app.auth() as unknown as {
      setSession(tokens: object): Promise<unknown>;
    };
    await auth.setSession({
      access_token: accessToken,
      refresh_token: refreshToken,
    });
    return app;
  }

  it('[SDK-36] knows the phone that calls', async () => {
    const { value } = await ask(await phone(), 'wechat', { do: 'context' });
    expect(value).toMatchObject({
      OPENID: 'o-1',
      ENV: cloud.env,
      SOURCE: 'wx_client',
    });
  });

  it('[SDK-37] calls WeChat, and hears WeChat say no by number', async () => {
    const app = await phone();
    const refused = await ask(app, 'wechat', { do: 'push' });
    expect(refused).toMatchObject({ errCode: 43101 });
    await cloud.door('POST', 'wechat/credit', {
      openid: 'o-1',
      templateId: 'template-1',
      count: 1,
    });
    const { value } = await ask(app, 'wechat', { do: 'push' });
    expect(value).toMatchObject({ errCode: 0 });
    const other = await ask(app, 'wechat', { do: 'notPermitted' });
    expect(other).toMatchObject({ errCode: -604101 });
  });

  it.each([
    ['missingCollection', -502005],
    ['missingFunction', -1],
    ['missingDocument', -1],
    ['missingFile', -1],
  ])('[SDK-38] gives a refusal its number: %s', async (deed, errCode) => {
    const answer = await ask(serverApp(cloud), 'wechat', { do: deed });
    expect(answer).toMatchObject({ errCode });
    expect(answer['errMsg']).toMatch(/fail/);
  });
});
