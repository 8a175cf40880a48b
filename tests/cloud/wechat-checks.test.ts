import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import type { BuiltProject } from './support/build-project';
import { serverApp, signedIn } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';
import { buildWechatProject } from './support/wechat-project';
import { call, MESSAGE, wechatTools, type App } from './support/wechat-tools';

let project: BuiltProject;
let cloud: CloudProcess;
let phone: App;

beforeAll(async () => {
  project = await buildWechatProject();
  cloud = await spawnCloud({ project: project.dir });
});
afterAll(async () => {
  await cloud.stop();
  project.remove();
});
beforeEach(async () => {
  await cloud.door('POST', 'reset', {});
  phone = await signedIn(cloud, { openid: 'o1' });
});

const { inbox } = wechatTools(() => cloud);

describe('checks and numbers over the wire', () => {
  it('[WX-41] a phone that called the cloud is checked, for two hours', async () => {
    const check = (openid: string) =>
      call(phone, 'security.msgSecCheck', {
        content: '广告测试',
        version: 2,
        scene: 2,
        openid,
      });
    expect(await check('o1')).toMatchObject({
      value: { result: { suggest: 'risky', label: 10001 } },
    });
    expect((await check('o1')).value.traceId).toEqual(expect.any(String));
    expect(await check('o2')).toMatchObject({ errCode: 61010 });
    await signedIn(cloud, { openid: 'o2' });
    expect(await check('o2')).toMatchObject({ errCode: 61010 });
    const other = await signedIn(cloud, { openid: 'o2' });
    await call(other, 'subscribeMessage.send', MESSAGE);
    expect(await check('o2')).toMatchObject({ ok: true });
    await cloud.door('POST', 'clock', { advanceMs: 2 * 3_600_000 + 1_000 });
    phone = await signedIn(cloud, { openid: 'o1' });
    expect(await check('o2')).toMatchObject({ errCode: 61010 });
  });

  it('[WX-45] a file of the cloud is judged, and the function told', async () => {
    const server = serverApp(cloud);
    const { fileID } = await server.uploadFile({
      cloudPath: '图/坏.png',
      fileContent: Buffer.from('picture'),
    });
    const { fileList } = await server.getTempFileURL({ fileList: [fileID] });
    const media = [{ name: '坏', label: 20002 }];
    await cloud.door('PUT', 'wechat/media', { media });
    const { value } = await call(phone, 'security.mediaCheckAsync', {
      mediaUrl: encodeURI(fileList[0]?.tempFileURL ?? ''),
      mediaType: 2,
      version: 2,
      scene: 1,
      openid: 'o1',
    });
    await vi.waitFor(
      async () => {
        expect(await inbox()).toMatchObject([
          {
            event: {
              Event: 'wxa_media_check',
              trace_id: value.traceId,
              result: { suggest: 'risky', label: 20002 },
            },
          },
        ]);
      },
      { timeout: 10_000 }
    );
    await cloud.door('PUT', 'wechat/media', { media: null });
  });

  it('[WX-50] a phone code gives the number once', async () => {
    const { code } = await cloud.door('POST', 'wechat/phone-code', {
      openid: 'o1',
      phoneNumber: '13800138000',
    });
    const redeem = () => call(phone, 'phonenumber.getPhoneNumber', { code });
    expect(await redeem()).toMatchObject({
      value: {
        phoneInfo: {
          phoneNumber: '13800138000',
          countryCode: '86',
          watermark: { appid: expect.stringMatching(/^wx/) },
        },
      },
    });
    expect(await redeem()).toMatchObject({ errCode: 40029 });
  });
});

describe('the account at the door', () => {
  it.each([
    ['templates', 'templates', [{ id: 'T7', fields: ['thing1'] }]],
    ['library', 'library', { categories: [{ id: 1, name: '工具' }] }],
    ['words', 'words', [{ word: '坏', label: 20001, suggest: 'risky' }]],
    ['media', 'media', [{ name: 'a.png', label: 20002, suggest: 'review' }]],
    ['quotas', 'quotas', { 'wxacode.getUnlimited': { perMinute: 1 } }],
    ['limited-codes', 'limitedCodes', 3],
    ['message-push', 'messagePush', { functions: [], retries: 3 }],
  ])(
    '[WX-24] %s are set, shown, kept over a reset and given back',
    async (path, name, value) => {
      const route = `wechat/${path}`;
      const before = await cloud.door('GET', route);
      const set = await cloud.door('PUT', route, { [name]: value });
      expect(set).not.toEqual(before);
      await cloud.door('POST', 'reset', {});
      expect(await cloud.door('GET', route)).toEqual(set);
      await expect(cloud.door('PUT', route, { [name]: 'x' })).rejects.toThrow(
        'INVALID_PARAM'
      );
      await expect(cloud.door('PUT', route, {})).rejects.toThrow('is missing');
      const back = await cloud.door('PUT', route, { [name]: null });
      expect(back).toEqual(before);
    }
  );
});
