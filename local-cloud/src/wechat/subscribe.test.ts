import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LONG, message, ONE, openWechat } from './test-wechat';

const SEND = 'subscribeMessage.send';
const GOOD = { thing1: { value: '好' }, phrase2: { value: '处理中' } };

describe('subscribeMessage.send', () => {
  it('[WX-4] uses one consent, and without one answers 43101', async () => {
    const { wechat, call } = openWechat();
    wechat.grantCredit('o1', 'T1', 1);
    const params = message(undefined, { page: 'pages/chat/index' });
    expect(await call(SEND, params)).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(wechat.credit('o1', 'T1')).toBe(0);
    expect(await call(SEND, params)).toEqual({
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
    ['thing1', '😀'.repeat(20), true],
    ['thing1', '😀'.repeat(21), false],
    ['thing1', '二十一个字的事项说明就太长了所以不能发送出', false],
    ['thing1', '换\n行', false],
    ['thing1', 'a\u0007b', false],
    ['thing1', '', false],
    ['thing1', ' ', false],
    ['number7', '12', true],
    ['number7', '1'.repeat(33), false],
    ['number7', '十二', false],
    ['letter9', 'abcXYZ', true],
    ['letter9', 'abc1', false],
    ['symbol10', '#$%', true],
    ['symbol10', '######', false],
    ['character_string4', 'A-100', true],
    ['character_string4', '单号', false],
    ['time5', '15:01', true],
    ['time5', '2026年11月21日 15:01', true],
    ['time5', '昨天', false],
    ['date6', '2026-11-21', true],
    ['date6', '2026年11月21日 15:01', true],
    ['date6', '11月', false],
    ['amount8', '¥12.50', true],
    ['amount8', '12元', true],
    ['amount8', '十二', false],
    ['phone_number9', '+86-0766-66888866', true],
    ['phone_number9', '123456789012345678', false],
    ['car_number11', '粤A8Z888挂', true],
    ['car_number11', '粤A8Z888挂挂挂', false],
    ['name3', '小明', true],
    ['name3', 'Twenty Letters Name', true],
    ['name3', '小明123', false],
    ['phrase2', '处理中', true],
    ['phrase2', '处理中1', false],
    ['enum_string12', '客厅', true],
    ['keyword1', '好', false],
  ])('[WX-5] takes %s of %j: %s', async (name, value, accepted) => {
    const { wechat, call } = openWechat();
    wechat.grantCredit('o1', 'T1', 1);
    const answer = await call(SEND, message({ [name]: { value } }));
    expect(answer).toEqual(
      accepted
        ? { errcode: 0, errmsg: 'ok' }
        : {
            errcode: 47003,
            errmsg: expect.stringContaining(`! data.${name}.value i`),
          }
    );
    expect(wechat.credit('o1', 'T1')).toBe(accepted ? 0 : 1);
  });

  it('[WX-11] a template nobody registered is 40037 where some are', async () => {
    const { wechat, call } = openWechat();
    wechat.grantCredit('o1', 'T9', 1);
    wechat.settings.set('templates', [ONE]);
    const params = message(GOOD, { template_id: 'T9' });
    expect(await call(SEND, params)).toMatchObject({ errcode: 40037 });
    wechat.settings.set('templates', null);
    expect(await call(SEND, params)).toMatchObject({ errcode: 0 });
  });

  it.each([
    ['when-present', 43101],
    ['required', 40037],
  ] as const)(
    '[WX-11] without any, when templateRegistry is %s: %i',
    async (templateRegistry, errcode) => {
      const { call } = openWechat({}, { templateRegistry });
      expect(await call(SEND, message())).toMatchObject({ errcode });
    }
  );

  it.each([
    [GOOD, null],
    [{ thing1: GOOD.thing1 }, 'data.phrase2.value is empty'],
    [{ ...GOOD, thing1: { value: '' } }, 'data.thing1.value is empty'],
    [{ ...GOOD, thing3: { value: '多' } }, 'data.thing3.value invalid'],
    [{ ...GOOD, phrase2: { value: 'no' } }, 'data.phrase2.value invalid'],
    [{ ...GOOD, phrase2: '处理中' }, 'data.phrase2.value is empty'],
    [{}, 'data.thing1.value is empty'],
    ['text', 'data is empty'],
    [null, 'data is empty'],
  ])('[WX-12] every field and no other: %j, %s', async (data, wrong) => {
    const { wechat, call } = openWechat();
    wechat.settings.set('templates', [ONE]);
    wechat.grantCredit('o1', 'T1', 1);
    expect(await call(SEND, message(data))).toEqual(
      wrong
        ? { errcode: 47003, errmsg: `argument invalid! ${wrong}` }
        : { errcode: 0, errmsg: 'ok' }
    );
  });

  it('[WX-12] an enum is one of its values', async () => {
    const { wechat, call } = openWechat();
    const field = { key: 'enum_string1', name: '位置', values: ['客厅'] };
    wechat.settings.set('templates', [{ ...ONE, fields: [field] }]);
    wechat.grantCredit('o1', 'T1', 2);
    const send = (value: string) =>
      call(SEND, message({ enum_string1: { value } }));
    expect(await send('厨房')).toMatchObject({ errcode: 47003 });
    expect(await send('客厅')).toMatchObject({ errcode: 0 });
  });

  it('[WX-13] one accept of a long-term template lasts until it is refused', async () => {
    const { wechat, call } = openWechat();
    wechat.settings.set('templates', [LONG]);
    const send = () => call(SEND, message(GOOD, { template_id: 'L1' }));
    expect(await send()).toMatchObject({ errcode: 43101 });
    wechat.grantCredit('o1', 'L1', 1);
    for (let i = 0; i < 3; i += 1) {
      expect(await send()).toMatchObject({ errcode: 0 });
    }
    wechat.popup.change({ openid: 'o1', refuse: ['L1'] });
    expect(await send()).toMatchObject({ errcode: 43101 });
  });

  it('[WX-14] who refused, or switched all off, is not reached: 43101', async () => {
    const { wechat, call } = openWechat();
    wechat.grantCredit('o1', 'T1', 5);
    wechat.popup.change({ openid: 'o1', mainSwitch: false });
    const send = () => call(SEND, message());
    expect(await send()).toMatchObject({ errcode: 43101 });
    wechat.popup.change({ openid: 'o1', mainSwitch: true });
    expect(await send()).toMatchObject({ errcode: 0 });
    wechat.popup.change({ openid: 'o1', refuse: ['T1'] });
    expect(await send()).toMatchObject({ errcode: 43101 });
    wechat.grantCredit('o1', 'T1', 1);
    expect(await send()).toMatchObject({ errcode: 0 });
    expect(await send()).toMatchObject({ errcode: 43101 });
  });

  it('[WX-15] a banned template is 43107', async () => {
    const { wechat, call } = openWechat();
    wechat.grantCredit('o1', 'T1', 1);
    wechat.settings.set('templates', [{ ...ONE, banned: true }]);
    expect(await call(SEND, message(GOOD))).toMatchObject({ errcode: 43107 });
    expect(wechat.credit('o1', 'T1')).toBe(1);
  });

  it('[WX-16] a sensitive word is 45168 and spends nothing', async () => {
    const { wechat, call } = openWechat();
    wechat.grantCredit('o1', 'T1', 1);
    const data = { thing1: { value: '这是违规测试' } };
    expect(await call(SEND, message(data))).toMatchObject({ errcode: 45168 });
    expect(wechat.credit('o1', 'T1')).toBe(1);
  });

  it.each([
    [10, [0, 43108]],
    [0, [0, 0]],
  ])(
    '[WX-17] two messages to one person at once, when subscribeSendMs is %i: %j',
    async (subscribeSendMs, codes) => {
      const { wechat, call } = openWechat({}, { subscribeSendMs });
      for (const openid of ['o1', 'o2']) wechat.grantCredit(openid, 'T1', 5);
      const send = (touser: string) =>
        call(SEND, message(undefined, { touser }));
      const pair = await Promise.all([send('o1'), send('o1')]);
      expect(pair.map(({ errcode }) => errcode)).toEqual(codes);
      const others = await Promise.all([send('o1'), send('o2')]);
      expect(others.map(({ errcode }) => errcode)).toEqual([0, 0]);
    }
  );

  it.each([
    [{ touser: '' }, 40003],
    [{ template_id: '' }, 40037],
    [{ miniprogram_state: 'release' }, 47003],
    [{ miniprogram_state: 'trial' }, 0],
    [{ lang: 'de_DE' }, 47003],
    [{ lang: 'en_US' }, 0],
    [{ page: 7 }, 47003],
  ])('[WX-18] %j is answered with %i', async (rest, errcode) => {
    const { wechat, call } = openWechat();
    wechat.grantCredit('o1', 'T1', 1);
    const params = message(undefined, rest);
    expect(await call(SEND, params)).toMatchObject({ errcode });
  });

  it.each([
    ['any', 43101],
    ['app.json', 41030],
  ] as const)(
    '[WX-19] an unknown page when subscribePage is %s: %i',
    async (subscribePage, errcode) => {
      const project = mkdtempSync(join(tmpdir(), 'wechat-'));
      mkdirSync(join(project, 'miniprogram'));
      const app = { pages: ['pages/a'], subpackages: [] };
      writeFileSync(join(project, 'miniprogram/app.json'), JSON.stringify(app));
      const { call } = openWechat({ project }, { subscribePage });
      const to = (page: string) => call(SEND, message(undefined, { page }));
      expect(await to('pages/b?c=1')).toMatchObject({ errcode });
      expect(await to('pages/a?c=1')).toMatchObject({ errcode: 43101 });
      rmSync(project, { recursive: true });
    }
  );
});
