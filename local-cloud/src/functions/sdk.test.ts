import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCloud, type Cloud } from '../cloud';

const require = createRequire(import.meta.url);
const sdk = JSON.stringify(require.resolve('wx-server-sdk'));
const nodeSdk = JSON.stringify(require.resolve('@cloudbase/node-sdk'));
const FUNCTIONS: Record<string, string> = {
  phone: `
    const cloud = require(${sdk});
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
    const attempt = async (work) => {
      try { return await work(); } catch (e) { return e.errCode; }
    };
    exports.main = async () => {
      const db = cloud.database();
      const added = await db.collection('things').add({ data: { at: db.serverDate(), n: 1 } });
      const read = await db.collection('things').doc(added._id).get();
      const up = await cloud.uploadFile({ cloudPath: 'img/中文 a.png', fileContent: Buffer.from('bytes') });
      const down = await cloud.downloadFile({ fileID: up.fileID });
      const message = { touser: 'oPhone1', templateId: 'T1', page: 'pages/a', data: { thing1: { value: 'v' } } };
      const code = await cloud.openapi.wxacode.getUnlimited({ scene: 'a=1', page: 'pages/i' });
      return {
        isDate: read.data.at instanceof Date,
        bytes: down.fileContent.toString(),
        chained: (await cloud.callFunction({ name: 'chained', data: { a: 1 } })).result,
        sent: await attempt(async () => (await cloud.openapi.subscribeMessage.send(message)).errCode),
        again: await attempt(() => cloud.openapi.subscribeMessage.send(message)),
        png: code.buffer.subarray(1, 4).toString(),
      };
    };`,
  chained: `
    const cloud = require(${sdk});
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
    exports.main = async (event) => {
      const { OPENID, SOURCE } = cloud.getWXContext();
      const send = () => cloud.openapi.subscribeMessage.send({ touser: 'o', templateId: 'T', data: {} });
      return { event, OPENID, SOURCE, push: await send().catch((e) => e.errCode) };
    };`,
  web: `
    const tcb = require(${nodeSdk});
    exports.main = async (event, context) => {
      const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV });
      const { total } = await app.database().collection('things').count();
      return { total, user: app.auth().getUserInfo(), own: await app.auth().getAuthContext(context) };
    };`,
};

let dir: string;
let cloud: Cloud;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'function-sdk-'));
  const functions = Object.keys(FUNCTIONS).map((name) => ({
    name,
    timeout: 10,
  }));
  for (const [name, code] of Object.entries(FUNCTIONS)) {
    mkdirSync(join(dir, 'functions', name), { recursive: true });
    writeFileSync(join(dir, 'functions', name, 'index.js'), code);
  }
  const openapi = ['subscribeMessage.send', 'wxacode.getUnlimited'];
  writeFileSync(
    join(dir, 'functions', 'phone', 'config.json'),
    JSON.stringify({ permissions: { openapi } })
  );
  writeFileSync(
    join(dir, 'cloudbaserc.json'),
    JSON.stringify({ envId: 'env-1', functionRoot: './functions', functions })
  );
  cloud = await startCloud({
    port: 0,
    data: ':memory:',
    project: dir,
    log: () => undefined,
  });
  await door('PUT', 'rules', { things: 'ADMINONLY' });
});
afterAll(async () => {
  await cloud.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function door(method: string, path: string, body: unknown) {
  const answer = await fetch(`${cloud.url}/__local/${path}`, {
    method,
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, string>;
}

async function call(name: string, identity: Record<string, string>) {
  const { accessToken } = await door('POST', 'identity', identity);
  const answer = await fetch(`${cloud.url}/v1/functions/${name}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}` },
    body: '{}',
  });
  return answer.json();
}

describe("the vendor's SDKs inside a function", () => {
  it('[FN-25] wx-server-sdk finds cloud and caller by environment alone', async () => {
    await door('POST', 'wechat/credit', {
      openid: 'oPhone1',
      templateId: 'T1',
      count: 1,
    });
    expect(await call('phone', { openid: 'oPhone1' })).toEqual({
      isDate: true,
      bytes: 'bytes',
      chained: {
        event: { a: 1 },
        OPENID: 'oPhone1',
        SOURCE: 'wx_client,scf',
        push: -604104,
      },
      sent: 0,
      again: 43101,
      png: 'PNG',
    });
  });

  it('[FN-26] node-sdk tells who the web caller is', async () => {
    const identity = { uid: 'uid-1', loginType: 'CUSTOM' };
    expect(await call('web', identity)).toMatchObject({
      total: 1,
      user: { uid: 'uid-1', isAnonymous: false, openId: '' },
      own: { uid: 'uid-1', loginType: 'CUSTOM' },
    });
  });
});
