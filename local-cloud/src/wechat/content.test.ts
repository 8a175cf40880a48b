import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { movableClock } from '../kernel/clock';
import { closeServer, listen } from '../listen';
import { openDriver } from '../store/driver';
import type { WechatDoubles } from './index';
import { openWechat } from './test-wechat';

const HOUR = 3_600_000;
const PHONE = { kind: 'client', openid: 'o1' } as const;
const TEXT = 'security.msgSecCheck';
const MEDIA = 'security.mediaCheckAsync';
const params = (rest: Record<string, unknown>) => ({
  version: 2,
  scene: 2,
  openid: 'o1',
  ...rest,
});

describe('security.msgSecCheck', () => {
  it('[WX-10] finds the words that stand for risky ones', async () => {
    const { wechat, call } = openWechat();
    wechat.visits.note(PHONE);
    const check = (content: string) => call(TEXT, params({ content }));
    expect(await check('你好')).toMatchObject({
      errcode: 0,
      result: { suggest: 'pass', label: 100 },
      trace_id: expect.stringMatching(/^(\w{8}-?){3}$/),
    });
    expect(await check('这是违规测试')).toMatchObject({
      result: { suggest: 'risky', label: 20006 },
      detail: [
        { strategy: 'content_model', suggest: 'risky', prob: 90 },
        { strategy: 'keyword', keyword: '违规测试' },
      ],
    });
    wechat.settings.set('words', [
      { word: '可疑', label: 21000, suggest: 'review' },
    ]);
    expect(await check('这是违规测试，可疑')).toMatchObject({
      result: { suggest: 'review', label: 21000 },
    });
    expect(
      await call(TEXT, params({ content: '好', nickname: '可疑' }))
    ).toMatchObject({
      result: { suggest: 'review' },
    });
  });

  it.each([
    [{ content: '好', version: 3 }, 47003],
    [{ content: '好', scene: 5 }, 40129],
    [{ content: '好', openid: '' }, 40003],
    [{ content: '好', openid: 'stranger' }, 61010],
    [{ content: '' }, 44002],
    [{ content: '😀'.repeat(2_500) }, 0],
  ])('[WX-40] %j is answered with %i', async (rest, errcode) => {
    const { wechat, call } = openWechat();
    wechat.visits.note(PHONE);
    expect(await call(TEXT, params(rest))).toMatchObject({ errcode });
  });

  it('[WX-41] needs a visit of the phone within two hours: 61010', async () => {
    const { wechat, clock, call } = openWechat();
    const check = () => call(TEXT, params({ content: '好' }));
    wechat.visits.note({ kind: 'client', uid: 'o1' });
    wechat.visits.note(null);
    expect(await check()).toMatchObject({ errcode: 61010 });
    wechat.visits.note(PHONE);
    clock.advance(2 * HOUR - 60_000);
    expect(await check()).toMatchObject({ errcode: 0 });
    clock.advance(120_000);
    expect(await check()).toMatchObject({ errcode: 61010 });
  });

  it('[WX-42] without a version is the first one: 87014', async () => {
    const { call } = openWechat();
    const check = (content: string) => call(TEXT, { content });
    expect(await check('你好')).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(await check('广告测试')).toEqual({
      errcode: 87014,
      errmsg: 'risky content',
    });
    expect(await check('')).toMatchObject({ errcode: 44002 });
    expect(await check('x'.repeat(512_001))).toMatchObject({ errcode: 45002 });
  });

  it.each(['47003', '45002'] as const)(
    '[WX-43] above 2,500 characters, when longTextCode is %s',
    async (longTextCode) => {
      const { wechat, call } = openWechat({}, { longTextCode });
      wechat.visits.note(PHONE);
      const content = 'x'.repeat(2_501);
      expect(await call(TEXT, params({ content }))).toMatchObject({
        errcode: Number(longTextCode),
      });
    }
  );
});

describe('security.mediaCheckAsync', () => {
  let server: Server;
  let url: string;
  let asked: string[];

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/gone.png') response.statusCode = 404;
      if (request.url === '/moved.png') {
        response.statusCode = 302;
        response.setHeader('Location', '/a.png');
      }
      response.end('picture');
    });
    url = await listen(server, 0);
  });
  afterEach(() => closeServer(server));

  const check = (
    call: ReturnType<typeof openWechat>['call'],
    media_url: string
  ) => call(MEDIA, params({ media_type: 2, media_url }));
  const events = (wechat: WechatDoubles) =>
    wechat.messagePush.events().map(({ event }) => event);

  it('[WX-45] tells the verdict as an event when it is due', async () => {
    const { wechat, clock, call } = openWechat({}, { mediaCheckMs: 60_000 });
    await wechat.start();
    wechat.visits.note(PHONE);
    wechat.settings.set('media', [{ name: '坏', label: 20002 }]);
    const bad = await check(call, `${url}/${encodeURIComponent('坏')}.png`);
    const fine = await check(call, `${url}/a.png`);
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(events(wechat)).toEqual([]);
    clock.advance(60_000);
    await vi.waitFor(() => expect(events(wechat)).toHaveLength(2));
    const byTrace = Object.fromEntries(
      events(wechat).map((event) => [event.trace_id, event])
    );
    expect(byTrace[String(bad.trace_id)]).toEqual({
      ToUserName: 'wxapp1',
      FromUserName: 'o1',
      CreateTime: expect.any(Number),
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: 'wxapp1',
      trace_id: bad.trace_id,
      version: 2,
      detail: [
        {
          strategy: 'content_model',
          errcode: 0,
          suggest: 'risky',
          label: 20002,
          prob: 90,
        },
      ],
      errcode: 0,
      errmsg: 'ok',
      result: { suggest: 'risky', label: 20002 },
    });
    expect(byTrace[String(fine.trace_id)]).toMatchObject({
      result: { suggest: 'pass', label: 100 },
    });
    clock.advance(60_000);
    expect(events(wechat)).toHaveLength(2);
    await wechat.stop();
  });

  it('[WX-45] knows media by their bytes; at once when mediaCheckMs is 0', async () => {
    const { wechat, call } = openWechat({}, { mediaCheckMs: 0 });
    wechat.visits.note(PHONE);
    const sha256 = createHash('sha256').update('picture').digest('hex');
    wechat.settings.set('media', [{ sha256, suggest: 'review', label: 21000 }]);
    await check(call, `${url}/a.png`);
    await vi.waitFor(() =>
      expect(events(wechat)).toMatchObject([
        { result: { suggest: 'review', label: 21000 } },
      ])
    );
    await wechat.stop();
  });

  it.each(['/gone.png', '/moved.png', 'outside', 'nobody'])(
    '[WX-46] says -1008 for what it cannot download: %s',
    async (path) => {
      const addresses: Record<string, string> = {
        outside: 'https://example.com/a.png',
        nobody: 'http://127.0.0.1:1/a.png',
      };
      const { wechat, call } = openWechat({}, { mediaCheckMs: 0 });
      const reached = vi.spyOn(globalThis, 'fetch');
      wechat.visits.note(PHONE);
      await check(call, addresses[path] ?? url + path);
      await vi.waitFor(() =>
        expect(events(wechat)).toMatchObject([{ errcode: -1008, detail: [] }])
      );
      expect(events(wechat)[0]).not.toHaveProperty('result');
      expect(reached).toHaveBeenCalledTimes(path === 'outside' ? 0 : 1);
      reached.mockRestore();
      await wechat.stop();
    }
  );

  it.each([
    [{ media_type: 3 }, 47003],
    [{ media_type: 2, version: 1 }, 47003],
    [{ media_type: 2, scene: 9 }, 40129],
    [{ media_type: 1, openid: 'stranger' }, 61010],
    [{ media_type: 1, media_url: 'cloud://env.bucket/a.png' }, 47003],
    [{ media_type: 1, media_url: '' }, 47003],
  ])('[WX-44] refuses %j with %i and asks nothing', async (rest, errcode) => {
    const { wechat, call } = openWechat();
    wechat.visits.note(PHONE);
    const asking = params({ media_url: `${url}/a.png`, ...rest });
    expect(await call(MEDIA, asking)).toMatchObject({ errcode });
    await wechat.stop();
    expect(asked).toEqual([]);
  });

  it('[WX-47] a check that was under way goes on after a restart', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'wechat-'));
    const clock = movableClock();
    const open = () =>
      openWechat(
        { driver: openDriver(join(dir, 'cloud.sqlite')), clock },
        { mediaCheckMs: 60_000 }
      );
    const first = open();
    first.wechat.visits.note(PHONE);
    const { trace_id } = await check(first.call, `${url}/a.png`);
    await first.wechat.stop();
    const { wechat } = open();
    await wechat.start();
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));
    clock.advance(60_000);
    await vi.waitFor(() =>
      expect(events(wechat)).toMatchObject([{ trace_id, errcode: 0 }])
    );
    await wechat.stop();
    rmSync(dir, { recursive: true });
  });
});
