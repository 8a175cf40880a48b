import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { InvocationSource } from '../kernel/caller';
import { movableClock } from '../kernel/clock';
import { codeText, createWechat, type WechatDoubles } from './index';

const clock = movableClock();
const permissionsOf = (name: string) =>
  name === 'wechat'
    ? ['subscribeMessage.send', 'wxacode.getUnlimited', 'security.msgSecCheck']
    : [];
let wechat: WechatDoubles;

beforeEach(() => {
  wechat = createWechat({ clock, permissionsOf, appId: 'wxapp1' });
});

async function call(
  api: string,
  params: Record<string, unknown>,
  source: InvocationSource = 'wx_client',
  functionName = 'wechat'
) {
  const reply = await wechat.openapi(api, params, { functionName, source });
  return 'json' in reply ? reply.json : reply;
}

const message = (data: Record<string, unknown>) => ({
  touser: 'o1',
  template_id: 'T1',
  page: 'pages/chat/index',
  data,
});
const send = (data: Record<string, unknown> = { thing1: { value: '好' } }) =>
  call('subscribeMessage.send', message(data));

describe('who may call WeChat', () => {
  it('[WX-1] a function that the phone or a timer started', async () => {
    wechat.grantCredit('o1', 'T1', 2);
    const params = message({ thing1: { value: '好' } });
    for (const source of ['wx_client', 'wx_trigger'] as const) {
      const answer = await call('subscribeMessage.send', params, source);
      expect(answer).toEqual({ errcode: 0, errmsg: 'ok' });
    }
    for (const source of ['web_client', 'scf', 'http'] as const) {
      const answer = await call('subscribeMessage.send', params, source);
      expect(answer).toMatchObject({ errcode: -604104 });
    }
    const outside = await wechat.openapi('subscribeMessage.send', params, null);
    expect(outside).toMatchObject({ json: { errcode: -604104 } });
    expect(wechat.pushes()).toHaveLength(2);
  });

  it('[WX-2] a function whose config.json lists the API', async () => {
    const params = message({});
    expect(
      await call('subscribeMessage.send', params, 'wx_client', 'account')
    ).toMatchObject({ errcode: -604101 });
  });

  it('[WX-3] an API that is not there is named', async () => {
    expect(await call('urllink.generate', {})).toEqual({
      errcode: -604100,
      errmsg: 'API not found urllink.generate',
    });
  });
});

describe('subscribeMessage.send', () => {
  it('[WX-4] uses one consent, and without one answers 43101', async () => {
    wechat.grantCredit('o1', 'T1', 1);
    expect(await send()).toMatchObject({ errcode: 0 });
    expect(wechat.credit('o1', 'T1')).toBe(0);
    expect(await send()).toEqual({
      errcode: 43101,
      errmsg: 'user refuse to accept the msg',
    });
    expect(wechat.pushes()).toMatchObject([
      { touser: 'o1', templateId: 'T1', page: 'pages/chat/index', errcode: 0 },
      { errcode: 43101 },
    ]);
  });

  it.each([
    ['thing1', '二十个字以内的事项说明是可以发送的啊啊', true],
    ['thing1', '二十一个字的事项说明就太长了所以不能发送出', false],
    ['thing1', '换\n行', false],
    ['thing1', '', false],
    ['phrase2', '处理中', true],
    ['phrase2', '处理中1', false],
    ['name3', '小明', true],
    ['name3', '小明123', false],
    ['character_string4', 'A-100', true],
    ['character_string4', '单号', false],
    ['time5', '15:01', true],
    ['time5', '2026年11月21日 15:01', true],
    ['time5', '昨天', false],
    ['date6', '2026-11-21', true],
    ['number7', '12', true],
    ['number7', '十二', false],
    ['amount8', '¥12.50', true],
    ['phone_number9', '0755-1234567', true],
    ['keyword1', '好', false],
  ])('[WX-5] takes %s of %j: %s', async (name, value, accepted) => {
    wechat.grantCredit('o1', 'T1', 1);
    const answer = await send({ [name]: { value } });
    expect(answer).toEqual(
      accepted
        ? { errcode: 0, errmsg: 'ok' }
        : { errcode: 47003, errmsg: `argument invalid! data.${name}.value` }
    );
    expect(wechat.credit('o1', 'T1')).toBe(accepted ? 0 : 1);
  });

  it('[WX-6] fails as ordered and then works again', async () => {
    wechat.grantCredit('o1', 'T1', 1);
    wechat.failNext(43108, 1);
    expect(await send()).toMatchObject({ errcode: 43108 });
    wechat.failNext(-1, 1);
    expect(await send()).toMatchObject({ errcode: -1 });
    expect(await send()).toMatchObject({ errcode: 0 });
  });

  it('[WX-7] keeps consents over a restart, and a reset forgets them', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'wechat-'));
    const open = () => createWechat({ clock, permissionsOf, dir });
    open().grantCredit('o1', 'T1', 3);
    const again = open();
    expect(again.credit('o1', 'T1')).toBe(3);
    await again.reset();
    expect(open().credit('o1', 'T1')).toBe(0);
    rmSync(dir, { recursive: true });
  });
});

describe('wxacode.getUnlimited', () => {
  it('[WX-8] paints a PNG for a page and a scene', async () => {
    const answer = await call('wxacode.getUnlimited', {
      scene: 'c=abc',
      page: 'pages/chat/index',
    });
    const { contentType, body } = answer as {
      contentType: string;
      body: Buffer;
    };
    expect(contentType).toBe('image/png');
    expect(body.subarray(1, 4).toString()).toBe('PNG');
    expect(body.readUInt32BE(16)).toBe(430);
    expect(codeText('wxapp1', 'pages/chat/index', 'c=abc')).toBe(
      'weixin://dl/business/?appid=wxapp1&path=pages%2Fchat%2Findex&query=scene%3Dc%253Dabc'
    );
  });

  it.each([
    [{ scene: '' }, 40129],
    [{ scene: '中文' }, 40129],
    [{ scene: 'a%20' }, 40129],
    [{ scene: 'x'.repeat(33) }, 40169],
    [{ scene: 'a', page: '/pages/a' }, 41030],
    [{ scene: 'a', page: 'pages/a?b=1' }, 41030],
    [{ scene: 'a', width: 10 }, 40097],
  ])('[WX-9] refuses %j with %i', async (params, errcode) => {
    const answer = await call('wxacode.getUnlimited', params);
    expect(answer).toMatchObject({ errcode });
  });
});

describe('security.msgSecCheck', () => {
  it('[WX-10] finds the words that stand for risky ones', async () => {
    const check = (content: string) =>
      call('security.msgSecCheck', {
        content,
        version: 2,
        scene: 2,
        openid: 'o1',
      });
    expect(await check('你好')).toMatchObject({ result: { suggest: 'pass' } });
    expect(await check('这是违规测试')).toMatchObject({
      result: { suggest: 'risky', label: 20006 },
    });
    expect(await check('x'.repeat(2_501))).toMatchObject({ errcode: 47003 });
  });
});
