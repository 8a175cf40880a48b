import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeText } from './code-picture';
import { openWechat } from './test-wechat';

const DAY = 24 * 3_600_000;
const UNLIMITED = 'wxacode.getUnlimited';
let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'wechat-'));
  const app = {
    pages: ['pages/chat/index'],
    subPackages: [{ root: 'packages/more', pages: ['list'] }],
  };
  mkdirSync(join(project, 'mini'));
  writeFileSync(join(project, 'mini/app.json'), JSON.stringify(app));
  const config = { miniprogramRoot: 'mini/' };
  writeFileSync(join(project, 'project.config.json'), JSON.stringify(config));
});
afterEach(() => rmSync(project, { recursive: true }));

describe('codes', () => {
  it('[WX-8] are PNG pictures of a text that names page and scene', async () => {
    const { wechat, call } = openWechat();
    const answer = await call(UNLIMITED, {
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
    const [issued] = wechat.codes.issued();
    expect(issued?.text).toBe(
      'weixin://dl/business/?appid=wxapp1&path=pages%2Fchat%2Findex&query=scene%3Dc%253Dabc'
    );
    expect(codeText('wxapp1', 'pages/chat/index', 'scene=c%3Dabc')).toBe(
      issued?.text
    );
  });

  it.each([
    [{ scene: '' }, 40129],
    [{ scene: '中文' }, 40129],
    [{ scene: 'a%20' }, 40129],
    [{ scene: 'x'.repeat(33) }, 40169],
    [{ scene: 'scancode_time=1' }, 85096],
    [{ scene: 'a', page: '/pages/a' }, 41030],
    [{ scene: 'a', page: 'pages/a?b=1' }, 41030],
    [{ scene: 'a', width: 10 }, 40097],
    [{ scene: 'a', width: '430' }, 40097],
    [{ scene: 'a', env_version: 'beta' }, 40097],
    [{ scene: 'a', line_color: { r: 256, g: 0, b: 0 } }, 40097],
    [{ scene: 'a', line_color: 'red' }, 40097],
    [{ scene: 'a', is_hyaline: 1 }, 40097],
    [{ scene: 'a', auto_color: 'yes' }, 40097],
    [{ scene: 'a', check_path: 'no' }, 40097],
  ])('[WX-9] refuses %j with %i', async (params, errcode) => {
    const { wechat, call } = openWechat();
    expect(await call(UNLIMITED, params)).toMatchObject({ errcode });
    expect(wechat.codes.issued()).toEqual([]);
  });

  it.each([
    ['pages/chat/index', true],
    ['packages/more/list', true],
    ['', true],
    ['pages/none', false],
  ])('[WX-34] app.json says whether %s is there: %s', async (page, there) => {
    const { call } = openWechat({ project });
    const answer = await call(UNLIMITED, { scene: 'a', page });
    expect(answer).toMatchObject(
      there ? { contentType: 'image/png' } : { errcode: 41030 }
    );
  });

  it.each([
    ['app.json', { errcode: 41030 }],
    ['any', { contentType: 'image/png' }],
  ] as const)(
    '[WX-34] an unknown page when codePage is %s',
    async (codePage, expected) => {
      const { call } = openWechat({ project }, { codePage });
      const params = { scene: 'a', page: 'pages/none' };
      expect(await call(UNLIMITED, params)).toMatchObject(expected);
      expect(
        await call(UNLIMITED, { ...params, check_path: false })
      ).toMatchObject({ contentType: 'image/png' });
    }
  );

  it('[WX-31] with a path are 100,000 in a life, then 45029', async () => {
    const { wechat, call } = openWechat();
    expect(wechat.settings.get('limitedCodes')).toBe(100_000);
    wechat.settings.set('limitedCodes', 2);
    const params = { path: 'pages/chat/index?a=1' };
    expect(await call('wxacode.get', { path: '' })).toMatchObject({
      errcode: 40159,
    });
    expect(
      await call('wxacode.get', { path: 'a'.repeat(1_025) })
    ).toMatchObject({ errcode: 40159 });
    expect(await call('wxacode.get', params)).toHaveProperty('body');
    expect(await call('wxacode.createQRCode', params)).toHaveProperty('body');
    expect(await call('wxacode.get', params)).toMatchObject({ errcode: 45029 });
    expect(await call(UNLIMITED, { scene: 'a' })).toHaveProperty('body');
    expect(wechat.codes.issued()[0]?.text).toContain('query=a%3D1');
  });
});

describe('links', () => {
  it('[WX-35] name where they lead and when they end', async () => {
    const { wechat, clock, call } = openWechat({ project });
    const link = await call('urllink.generate', {
      path: 'pages/chat/index',
      query: 'a=1',
      expire_type: 1,
      expire_interval: 3,
    });
    const scheme = await call('urlscheme.generate', {
      jump_wxa: { path: '/packages/more/list', query: '' },
    });
    const issued = wechat.links.issued();
    expect(issued).toMatchObject([
      { link: link.url_link, path: 'pages/chat/index', query: 'a=1' },
      { link: scheme.openlink, path: '/packages/more/list', query: '' },
    ]);
    const left = issued.map(({ expiresAt }) => expiresAt - clock.now());
    expect(left.map((ms) => Math.round(ms / DAY))).toEqual([3, 30]);
    expect(link.url_link).toMatch(/^https:\/\/wxaurl\.cn\//);
    expect(scheme.openlink).toMatch(/^weixin:\/\/dl\/business\/\?t=/);
  });

  it.each([
    [{ path: 'pages/none' }, 40165],
    [{ path: 'pages/chat/index?a=1' }, 40165],
    [{ query: '中文' }, 40212],
    [{ query: 'a'.repeat(1_025) }, 40212],
    [{ env_version: 'beta' }, 40097],
    [{ expire_type: 1, expire_interval: 31 }, 85401],
    [{ expire_type: 1 }, 85401],
    [{ expire_type: 0, expire_time: 1 }, 85401],
  ])('[WX-35] %j is refused with %i', async (params, errcode) => {
    const { wechat, call } = openWechat({ project });
    expect(await call('urllink.generate', params)).toMatchObject({ errcode });
    expect(
      await call('urlscheme.generate', { ...params, jump_wxa: params })
    ).toMatchObject({ errcode });
    expect(wechat.links.issued()).toEqual([]);
  });
});
