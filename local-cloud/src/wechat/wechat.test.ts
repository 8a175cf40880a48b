import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDriver } from '../store/driver';
import { message, openWechat } from './test-wechat';

const permissionsOf = (name: string) =>
  name === 'wechat' ? ['subscribeMessage.send'] : [];

describe('who may call WeChat', () => {
  it('[WX-1] a function that WeChat started: phone, timer or message push', async () => {
    const { wechat, call } = openWechat();
    wechat.grantCredit('o1', 'T1', 3);
    for (const source of ['wx_client', 'wx_trigger', 'wx_unknown'] as const) {
      const answer = await call('subscribeMessage.send', message(), source);
      expect(answer).toEqual({ errcode: 0, errmsg: 'ok' });
    }
    for (const source of ['web_client', 'scf', 'http'] as const) {
      const answer = await call('subscribeMessage.send', message(), source);
      expect(answer).toMatchObject({ errcode: -604104 });
    }
    const outside = await wechat.openapi(
      'subscribeMessage.send',
      message(),
      null
    );
    expect(outside).toMatchObject({
      json: { errcode: -604104 },
      systemError: -604104,
    });
    expect(wechat.pushes()).toHaveLength(3);
  });

  it.each([
    ['refuse', { errcode: -604104 }, { errcode: -604104 }],
    ['as-caller', { errcode: 43101 }, { errcode: -604104 }],
  ] as const)(
    '[WX-1] a chain from the phone when openapiFromChain is %s',
    async (openapiFromChain, ofPhone, ofNobody) => {
      const { wechat } = openWechat({}, { openapiFromChain });
      const chain = { functionName: 'f', source: 'scf' as const };
      const send = (from: typeof chain & { openid?: string }) =>
        wechat.openapi('subscribeMessage.send', message(), from);
      expect(await send({ ...chain, openid: 'o1' })).toMatchObject({
        json: ofPhone,
      });
      expect(await send(chain)).toMatchObject({ json: ofNobody });
    }
  );

  it('[WX-2] a function whose config.json lists the API', async () => {
    const { wechat } = openWechat({ permissionsOf });
    const from = (functionName: string) =>
      wechat.openapi('subscribeMessage.send', message(), {
        functionName,
        source: 'wx_client',
      });
    expect(await from('account')).toMatchObject({ systemError: -604101 });
    expect(await from('nobody')).toMatchObject({ systemError: -604101 });
    expect(await from('wechat')).toMatchObject({ json: { errcode: 43101 } });
  });

  it.each([
    'templateMessage.send',
    'security.imgSecCheck',
    'shortlink.generate',
    'nfcscheme.generate',
    'customerServiceMessage.uploadTempMedia',
    'ApiGetOpenDataByCloudId',
    'constructor',
  ])('[WX-3] %s has no double and is named in the log', async (api) => {
    const lines: string[] = [];
    const { wechat } = openWechat({ log: (line) => lines.push(line) });
    const from = { functionName: 'f', source: 'wx_client' as const };
    expect(await wechat.openapi(api, {}, from)).toEqual({
      json: { errcode: -604100, errmsg: `API not found ${api}` },
      systemError: -604100,
    });
    expect(lines).toEqual([`${api} is not supported by the local cloud`]);
  });
});

describe('the account', () => {
  it('[WX-33] is the cloud’s own; an API for another one is 40013', async () => {
    const { wechat } = openWechat();
    const check = (forAppId: string) =>
      wechat.openapi('subscribeMessage.send', message(), {
        functionName: 'f',
        source: 'wx_client',
        forAppId,
      });
    expect(await check('wxother')).toMatchObject({ json: { errcode: 40013 } });
    expect(await check('wxapp1')).toMatchObject({ json: { errcode: 43101 } });
  });
});

describe('ordered errors', () => {
  it('[WX-6] spend no consent, and then it works again', async () => {
    const { wechat, call } = openWechat();
    wechat.grantCredit('o1', 'T1', 1);
    wechat.failNext(43108, 9);
    wechat.failNext(43107, 1);
    const send = () => call('subscribeMessage.send', message());
    expect(await send()).toMatchObject({ errcode: 43107 });
    expect(wechat.credit('o1', 'T1')).toBe(1);
    expect(await send()).toMatchObject({ errcode: 0 });
    expect(wechat.pushes().map(({ errcode }) => errcode)).toEqual([43107, 0]);
  });

  it('[WX-25] strike only the calls that match, as often as ordered', async () => {
    const { wechat, call } = openWechat();
    wechat.grantCredit('o1', 'T1', 9);
    wechat.grantCredit('o2', 'T1', 9);
    wechat.orders.add({ errcode: 45009, openid: 'o2', times: 2 });
    wechat.orders.add({ errcode: -1, api: 'wxacode.getUnlimited' });
    const send = (touser: string) =>
      call('subscribeMessage.send', message(undefined, { touser }));
    expect(await send('o1')).toMatchObject({ errcode: 0 });
    expect(await send('o2')).toMatchObject({ errcode: 45009 });
    expect(await send('o2')).toMatchObject({ errcode: 45009 });
    expect(await send('o2')).toMatchObject({ errcode: 0 });
    expect(wechat.orders.list()).toMatchObject([
      { errcode: -1, times: 1, moment: 'before', api: 'wxacode.getUnlimited' },
    ]);
    expect(() => wechat.orders.add({ errcode: 0 })).toThrow('errcode');
    expect(() => wechat.orders.add({ errcode: 1, times: 0 })).toThrow('times');
  });

  it('[WX-25] may take the answer’s place when the work is done', async () => {
    const { wechat, call } = openWechat();
    wechat.grantCredit('o1', 'T1', 1);
    wechat.orders.add({ errcode: -604102, moment: 'after' });
    const answer = await call('subscribeMessage.send', message());
    expect(answer).toMatchObject({ errcode: -604102 });
    expect(wechat.credit('o1', 'T1')).toBe(0);
    expect(wechat.pushes()).toMatchObject([{ errcode: 0 }]);
  });
});

describe('memory', () => {
  it('[WX-7] outlives a restart, and a reset forgets what is data', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'wechat-'));
    const file = join(dir, 'cloud.sqlite');
    const open = () => openWechat({ driver: openDriver(file) });
    const first = open();
    first.wechat.grantCredit('o1', 'T1', 3);
    first.wechat.settings.set('words', ['坏']);
    first.wechat.visits.note({ kind: 'client', openid: 'o1' });
    await first.call('subscribeMessage.send', message());
    await first.call('wxacode.getUnlimited', { scene: 'a' });
    await first.wechat.stop();

    const again = open().wechat;
    expect(again.credit('o1', 'T1')).toBe(2);
    expect(again.pushes()).toMatchObject([{ touser: 'o1', errcode: 0 }]);
    expect(again.codes.issued()).toMatchObject([{ scene: 'a' }]);
    expect(again.visits.isFresh('o1')).toBe(true);
    await again.reset();

    const { wechat } = open();
    expect(wechat.credit('o1', 'T1')).toBe(0);
    expect(wechat.pushes()).toEqual([]);
    expect(wechat.codes.issued()).toEqual([]);
    expect(wechat.visits.isFresh('o1')).toBe(false);
    expect(wechat.settings.get('words')).toMatchObject([{ word: '坏' }]);
    rmSync(dir, { recursive: true });
  });

  it('[WX-20] counts calls by clock minute and by day: 45009', async () => {
    const { wechat, clock, call } = openWechat();
    const api = 'subscribeMessage.send';
    clock.advance(60_000 - (clock.now() % 60_000));
    wechat.settings.set('quotas', { [api]: { perMinute: 2, perDay: 3 } });
    wechat.grantCredit('o1', 'T1', 9);
    const codes: unknown[] = [];
    const send = async () => codes.push((await call(api, message())).errcode);
    for (let i = 0; i < 3; i += 1) await send();
    clock.advance(60_000);
    for (let i = 0; i < 2; i += 1) await send();
    clock.advance(24 * 3_600_000);
    await send();
    expect(codes).toEqual([0, 0, 45009, 0, 45009, 0]);
    expect(wechat.credit('o1', 'T1')).toBe(5);
  });
});
