import jsQR from 'jsqr';
import { PNG } from 'pngjs';
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

let project: BuiltProject;
let cloud: CloudProcess;
type App = Awaited<ReturnType<typeof signedIn>>;
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

interface Outcome {
  ok: boolean;
  value: Record<string, unknown>;
  errCode?: number;
  errMsg?: string;
}

async function call(
  app: App,
  api: string,
  params: unknown,
  appid?: string
): Promise<Outcome> {
  const request = { name: 'wechat', data: { api, params, appid } };
  const reply = (await app.callFunction(request)) as { result: Outcome };
  return reply.result;
}

/** What the function was pushed, oldest first. */
async function inbox(): Promise<Record<string, unknown>[]> {
  const { data } = await serverApp(cloud).database().collection('inbox').get();
  return data as Record<string, unknown>[];
}

const MESSAGE = {
  touser: 'o1',
  templateId: 'T1',
  page: 'pages/chat/index?a=1',
  data: {
    thing1: { value: '有新消息' },
    character_string2: { value: 'A-100' },
  },
};
const accept = () =>
  cloud.door('POST', 'wechat/subscribe', {
    openid: 'o1',
    results: { T1: 'accept' },
  });

describe('subscribe messages over the wire', () => {
  it('[WX-4] one accept, one message, and the function hears of both', async () => {
    expect(await accept()).toMatchObject({ T1: 'accept' });
    const sent = await call(phone, 'subscribeMessage.send', MESSAGE);
    expect(sent).toMatchObject({ ok: true, value: { errCode: 0 } });
    expect(await call(phone, 'subscribeMessage.send', MESSAGE)).toEqual({
      ok: false,
      errCode: 43101,
      errMsg: expect.stringContaining(
        'openapi.subscribeMessage.send:fail user refuse to accept the msg'
      ),
    });
    await vi.waitFor(async () => expect(await inbox()).toHaveLength(2));
    expect(await inbox()).toMatchObject([
      {
        source: 'wx_unknown',
        openid: 'o1',
        event: {
          Event: 'subscribe_msg_popup_event',
          List: { TemplateId: 'T1', SubscribeStatusString: 'accept' },
        },
      },
      {
        event: {
          Event: 'subscribe_msg_sent_event',
          List: { ErrorCode: '0', ErrorStatus: 'success' },
        },
      },
    ]);
  });

  it('[WX-12] the first wrong field is named', async () => {
    await accept();
    const data = { thing1: { value: '有新消息' } };
    const params = { ...MESSAGE, data };
    expect(await call(phone, 'subscribeMessage.send', params)).toMatchObject({
      errCode: 47003,
      errMsg: expect.stringContaining('data.character_string2.value'),
    });
  });

  it('[WX-25] an error comes as ordered through the door', async () => {
    await accept();
    const order = { errcode: 45168, openid: 'o1' };
    await cloud.door('POST', 'wechat/errors', order);
    const send = () => call(phone, 'subscribeMessage.send', MESSAGE);
    expect(await send()).toMatchObject({ errCode: 45168 });
    expect(await send()).toMatchObject({ ok: true });
    await cloud.door('POST', 'wechat/errors', order);
    await cloud.door('POST', 'faults', { clear: true });
    expect(await cloud.door('GET', 'wechat/errors')).toEqual([]);
  });

  it('[WX-26] an answer that is lost on its way was still a message', async () => {
    await accept();
    const match = 'subscribeMessage.send';
    const drop = { moment: 'after', match, times: 1 };
    await cloud.door('POST', 'faults', { drop });
    expect((await call(phone, match, MESSAGE)).ok).toBe(false);
    const pushes = (await cloud.door('GET', 'pushes')) as unknown as unknown[];
    expect(pushes).toMatchObject([{ touser: 'o1', errcode: 0 }]);
  });
});

describe('codes over the wire', () => {
  it('[WX-8] a scanner reads the exact text', async () => {
    const { value } = await call(phone, 'wxacode.getUnlimited', {
      scene: "c=Ab1!#$&'()*+,/:;?@-._~",
      page: 'pages/chat/index',
      width: 600,
    });
    expect(value.contentType).toBe('image/png');
    const picture = Buffer.from(String(value.buffer), 'base64');
    const text = read(picture);
    const query = new URLSearchParams(text.split('?')[1]);
    expect(query.get('appid')).toMatch(/^wx/);
    expect(query.get('path')).toBe('pages/chat/index');
    const scene = new URLSearchParams(query.get('query') ?? '').get('scene');
    expect(scene).toBe("c=Ab1!#$&'()*+,/:;?@-._~");
    const [code] = await codes();
    expect(code).toMatchObject({ text, page: 'pages/chat/index' });
    const again = await fetch(String(code?.png));
    expect(again.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await again.arrayBuffer())).toEqual(picture);
  });

  it('[WX-30] lines have the colour and the ground that were asked for', async () => {
    const { value } = await call(phone, 'wxacode.getUnlimited', {
      scene: 'a',
      width: 280,
      lineColor: { r: '0', g: '100', b: '200' },
      isHyaline: true,
    });
    const png = PNG.sync.read(Buffer.from(String(value.buffer), 'base64'));
    const pixels = new Set<string>();
    for (let at = 0; at < png.data.length; at += 4) {
      pixels.add(png.data.subarray(at, at + 4).join());
    }
    expect([png.width, [...pixels].sort()]).toEqual([
      280,
      ['0,100,200,255', '255,255,255,0'],
    ]);
  });

  it('[WX-32] the door lists codes and shows their pictures to this machine', async () => {
    await call(phone, 'wxacode.getUnlimited', { scene: 'one' });
    await call(phone, 'wxacode.getUnlimited', { scene: 'two' });
    const listed = await codes();
    expect(listed.map(({ scene }) => scene)).toEqual(['one', 'two']);
    const foreign = { headers: { origin: 'https://example.com' } };
    const refused = await fetch(String(listed[0]?.png), foreign);
    expect(refused.status).toBe(403);
    const missing = `${cloud.url}/__local/wechat/codes/none.png`;
    expect((await fetch(missing)).status).toBe(404);
  });

  const codes = async () =>
    (await cloud.door('GET', 'wechat/codes')) as unknown as Record<
      string,
      unknown
    >[];

  function read(picture: Buffer): string {
    const { data, width, height } = PNG.sync.read(picture);
    return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? '';
  }
});

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

describe('messages into a function', () => {
  it('[WX-63] the function answers in the name of whom wrote', async () => {
    const told = await cloud.door('POST', 'wechat/customer-message', {
      openid: 'o9',
      content: '在吗',
    });
    expect(told).toMatchObject({
      function: 'wechat',
      answers: [{ answer: 'success' }],
    });
    expect(await inbox()).toMatchObject([
      { openid: 'o9', event: { MsgType: 'text', Content: '在吗' } },
    ]);
    const sent = await cloud.door('GET', 'wechat/customer-messages');
    expect(sent).toMatchObject([
      { touser: 'o9', msgtype: 'text', content: { content: '收到' } },
    ]);
  });

  it('[WX-62] any event is sent, and twice where that is wished', async () => {
    const event = {
      MsgType: 'event',
      Event: 'wxa_media_check',
      FromUserName: 'o1',
      trace_id: 'same',
    };
    const path = 'wechat/push-event?deliveries=2';
    expect(await cloud.door('POST', path, event)).toMatchObject({
      answers: [{ answer: 'success' }, { answer: 'success' }],
    });
    const traces = (await inbox()).map(
      (one) => (one.event as { trace_id: string }).trace_id
    );
    expect(traces).toEqual(['same', 'same']);
    expect(await cloud.door('GET', 'wechat/events')).toHaveLength(1);
  });
});

describe('callWxOpenApi of node-sdk', () => {
  it('[WX-27] carries the same APIs as JSON', async () => {
    const sent = await call(phone, 'callWxOpenApi', {
      apiName: 'subscribeMessage.send',
      requestData: { touser: 'o1', template_id: 'T1', data: MESSAGE.data },
    });
    expect(sent.value.result).toMatchObject({ errcode: 43101 });
    const pictured = await call(phone, 'callWxOpenApi', {
      apiName: 'wxacode.getUnlimited',
      requestData: { scene: 'a' },
    });
    expect(JSON.stringify(pictured)).toContain('answers with no JSON');
    const broken = { apiName: 'subscribeMessage.send', requestData: 'text' };
    expect(
      JSON.stringify(await call(phone, 'callWxOpenApi', broken))
    ).toContain('INVALID_PARAM');
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
