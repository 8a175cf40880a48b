import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BuiltProject } from './support/build-project';
import { signedIn } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';
import { buildWechatProject } from './support/wechat-project';
import { call, type App } from './support/wechat-tools';

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

describe('what has no double', () => {
  const UNSUPPORTED = 'is not supported by the local cloud';
  const sign = { groupId: 'g', timestamp: 1, nonce: 'n' };

  it.each([
    [
      'templateMessage.send',
      {},
      -604100,
      `templateMessage.send ${UNSUPPORTED}`,
    ],
    ['shortlink.generate', {}, -604100, `shortlink.generate ${UNSUPPORTED}`],
    [
      'getOpenData',
      { list: ['a'] },
      -604100,
      `ApiGetOpenDataByCloudId ${UNSUPPORTED}`,
    ],
    ['getVoIPSign', sign, -604100, `ApiVoipSign ${UNSUPPORTED}`],
    [
      'cloudPay.unifiedOrder',
      {},
      -501007,
      `wx.wxPayApi unifiedOrder ${UNSUPPORTED}`,
    ],
    [
      'wxacode.get',
      {},
      -604101,
      'wechat/config.json does not list wxacode.get',
    ],
  ])(
    '[WX-3] %s of %j is refused with %i, and the next call works',
    async (api, params, errCode, line) => {
      expect(cloud.log()).not.toContain(line);
      const refused = await call(phone, api, params);
      expect(refused).toMatchObject({ ok: false, errCode });
      expect(cloud.log()).toContain(line);
      const next = await call(phone, 'wxacode.getUnlimited', { scene: 'a' });
      expect(next.ok).toBe(true);
    }
  );

  it('[WX-33] an API for another account is refused', async () => {
    const params = { scene: 'a' };
    const api = 'wxacode.getUnlimited';
    expect(await call(phone, api, params, 'wxother')).toMatchObject({
      errCode: 40013,
    });
  });

  it('[WX-1] a web page’s function is told so by its code alone', async () => {
    const web = await signedIn(cloud, { uid: 'u1' });
    expect(await call(web, 'wxacode.getUnlimited', { scene: 'a' })).toEqual({
      ok: false,
      errCode: -604104,
      errMsg: expect.stringContaining('error code: -604104'),
    });
  });
});
