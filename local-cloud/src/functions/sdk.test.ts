import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestProject } from './test-project';

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
        unlisted: await attempt(() => cloud.openapi.security.msgSecCheck({ content: 'x' })),
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
  byWx: `
    const cloud = require(${sdk});
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
    exports.main = async ({ name, data }) => {
      try {
        const { result, requestID } = await cloud.callFunction(data === undefined ? { name } : { name, data });
        return { result, requestId: requestID };
      } catch (e) { return { errCode: e.errCode, errMsg: e.errMsg }; }
    };`,
  byNode: `
    const tcb = require(${nodeSdk});
    exports.main = async ({ name, data, qualifier }) => {
      const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV });
      try { return await app.callFunction({ name, data, qualifier }); }
      catch (e) { return { code: e.code, message: e.message, requestId: e.requestId }; }
    };`,
  leaf: `
    exports.main = (event, context) => {
      if (event.fail) throw new Error('leaf failed');
      if (event.nothing) return undefined;
      if (event.bytes) return { bytes: event.bytes, own: Buffer.from('hi') };
      if (event.size) return 'x'.repeat(event.size);
      const { WX_OPENID, TCB_UUID, TCB_SOURCE } = process.env;
      return { event, openid: WX_OPENID, uid: TCB_UUID, source: TCB_SOURCE, id: context.request_id };
    };`,
};

const project = new TestProject();
beforeAll(async () => {
  const openapi = ['subscribeMessage.send', 'wxacode.getUnlimited'];
  project.functions(FUNCTIONS).write({
    'functions/phone/config.json': { permissions: { openapi } },
  });
  await project.start();
  await project.door('PUT', 'rules', { things: 'ADMINONLY' });
});
afterAll(() => project.remove());

const bySdk = ['byWx', 'byNode'];
const webCaller = { uid: 'uid-1', loginType: 'CUSTOM' };

async function call(
  name: string,
  event: object = {},
  identity?: Record<string, string>
): Promise<Record<string, unknown>> {
  const { result } = await project.call(name, event, identity);
  return result as Record<string, unknown>;
}

describe("the vendor's SDKs inside a function", () => {
  it('[FN-25] [FN-48] wx-server-sdk finds cloud and caller by environment alone', async () => {
    await project.door('POST', 'wechat/credit', {
      openid: 'oPhone1',
      templateId: 'T1',
      count: 1,
    });
    expect(await call('phone')).toEqual({
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
      unlisted: -604101,
      png: 'PNG',
    });
  });

  it('[FN-26] node-sdk tells who the web caller is', async () => {
    expect(await call('web', {}, webCaller)).toMatchObject({
      total: 1,
      user: { uid: 'uid-1', isAnonymous: false, openId: '' },
      own: { uid: 'uid-1', loginType: 'CUSTOM' },
    });
  });
});

describe.each(bySdk)('a function that calls functions, %s', (first) => {
  it.each(bySdk)(
    '[FN-42] [FN-46] reaches one behind %s, in the name of its caller',
    async (second) => {
      const data = { name: 'leaf', data: { a: 1 } };
      const phone = await call(first, { name: second, data });
      expect(phone.result).toMatchObject({
        result: {
          event: { a: 1 },
          openid: 'oPhone1',
          source: 'wx_client,scf,scf',
        },
      });
      const web = await call(first, { name: second, data }, webCaller);
      expect(web.result).toMatchObject({
        result: { event: { a: 1 }, uid: 'uid-1', source: 'web_client,scf,scf' },
      });
    }
  );

  it('[FN-42] gets nothing as null, buffers as JSON, an event without data, big results', async () => {
    const of = async (data?: object) =>
      (await call(first, { name: 'leaf', data })).result;
    expect(await of({ nothing: true })).toBeNull();
    expect(await of()).toMatchObject({ event: {} });
    expect(await of({ bytes: Buffer.from('a') })).toEqual({
      bytes: { type: 'Buffer', data: [97] },
      own: { type: 'Buffer', data: [104, 105] },
    });
    const big = await project.call(first, {
      name: 'leaf',
      data: { size: 1_000_000 },
    });
    expect(big.result).toMatchObject({ result: 'x'.repeat(1_000_000) });
  });

  it('[FN-40] gets the request id that the called function had', async () => {
    const { result, requestId } = await call(first, { name: 'leaf' });
    expect((result as { id: string }).id).toBe(requestId);
    const records = await project.door<unknown[]>(
      'GET',
      `calls?requestId=${String(requestId)}`
    );
    expect(records).toMatchObject([{ functionName: 'leaf', source: 'scf' }]);
  });

  it('[FN-45] serves nobody where identityInChain says so', async () => {
    await project.door('PUT', 'switches', { identityInChain: 'nobody' });
    const { result } = await call(first, { name: 'leaf' });
    await project.door('PUT', 'switches', { identityInChain: 'passes' });
    expect(result).not.toHaveProperty('openid');
    expect(result).toMatchObject({ source: 'wx_client,scf' });
  });
});

describe('errors along a chain', () => {
  it('[FN-42] are what each SDK throws', async () => {
    const data = { fail: true };
    expect(await call('byWx', { name: 'leaf', data })).toEqual({
      errCode: -1,
      errMsg: expect.stringContaining('leaf failed'),
    });
    const failure = await call('byNode', { name: 'leaf', data });
    expect(failure).toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
      message: expect.stringContaining('leaf failed'),
    });
    expect(await call('byNode', { name: 'nowhere' })).toMatchObject({
      code: 'FUNCTION_NOT_FOUND',
    });
  });

  it('[FN-40] carry the request id of the call that failed', async () => {
    const { requestId } = await call('byNode', {
      name: 'leaf',
      data: { fail: true },
    });
    const records = await project.door<unknown[]>(
      'GET',
      `calls?requestId=${String(requestId)}`
    );
    expect(records).toMatchObject([{ functionName: 'leaf', ok: false }]);
  });

  it('[FN-41] a version other than $LATEST is not found', async () => {
    const of = (qualifier: string) =>
      call('byNode', { name: 'leaf', qualifier });
    expect(await of('$LATEST')).toHaveProperty('result');
    expect(await of('7')).toMatchObject({
      code: 'FUNCTION_QUALIFIER_NOT_FOUND',
    });
  });
});
