import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BuiltProject } from './support/build-project';
import { signedIn } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';
import { buildWechatProject } from './support/wechat-project';
import { call, MESSAGE, type App } from './support/wechat-tools';

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
