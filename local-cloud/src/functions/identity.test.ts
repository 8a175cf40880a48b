import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  eventually,
  phone,
  TestFunctions,
  web,
  wxServerSdk,
} from './test-functions';

let cloud: TestFunctions;
beforeEach(() => {
  cloud = new TestFunctions();
});
afterEach(() => cloud.remove());

describe('identity', () => {
  const who = `
    const cloud = require(${JSON.stringify(wxServerSdk)});
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
    exports.main = (event) => ({ wx: cloud.getWXContext(), event,
      uid: process.env.TCB_UUID, custom: process.env.TCB_CUSTOM_USER_ID,
      loginType: process.env.LOGINTYPE, trigger: process.env.TRIGGER_SRC,
      anonymous: process.env.TCB_ISANONYMOUS_USER });`;

  it('[FN-8] is the openid for a phone, in context and event', async () => {
    cloud.deploy(who);
    expect(await cloud.call({ a: 1 })).toMatchObject({
      wx: {
        OPENID: 'oPhone1',
        APPID: 'wxapp1',
        ENV: 'env-1',
        SOURCE: 'wx_client',
      },
      event: { a: 1, userInfo: { openId: 'oPhone1', appId: 'wxapp1' } },
    });
  });

  it('[FN-8] stays out of the event where userInfoInEvent is off', async () => {
    cloud.switches.userInfoInEvent = false;
    cloud.deploy('exports.main = (event) => event');
    expect(await cloud.call({ a: 1 })).toEqual({ a: 1 });
  });

  it('[FN-9] is the uid for the web, and nothing of the call before remains', async () => {
    cloud.deploy(who, {}, { maxWorkers: 1 });
    await cloud.call();
    const answer = await cloud.call({}, web, 'web_client');
    expect(answer).toEqual({
      wx: {},
      event: {},
      uid: 'uid-web-1',
      custom: 'staff_1',
      loginType: 'CUSTOM',
      trigger: 'web_client',
      anonymous: 'false',
    });
    expect(await cloud.call()).not.toHaveProperty('uid');
  });

  it('[FN-10] is never mixed up between concurrent calls', async () => {
    cloud.deploy(
      `exports.main = async () => {
        const before = process.env.WX_OPENID;
        await new Promise((r) => setTimeout(r, 5));
        return [before, process.env.WX_OPENID];
      }`,
      {},
      { maxWorkers: 3 }
    );
    const ids = Array.from({ length: 120 }, (_, i) => `o${i}x`);
    const answers = await Promise.all(
      ids.map((openid) => cloud.call({}, { kind: 'client', openid }))
    );
    expect(answers).toEqual(ids.map((id) => [id, id]));
    expect(cloud.service.workers('f')).toMatchObject({ busy: 0, waiting: 0 });
  });

  it('[FN-11] is what the session token of a running call stands for', async () => {
    const service =
      cloud.deploy(`exports.main = (event) => new Promise((done) => {
      const fs = require('fs');
      fs.writeFileSync(event.token, process.env.TENCENTCLOUD_SESSIONTOKEN);
      const look = setInterval(() => {
        if (!fs.existsSync(event.end)) return;
        clearInterval(look); done(1);
      }, 5);
    })`);
    const [token, end] = [join(cloud.dir, 'token'), join(cloud.dir, 'end')];
    const running = cloud.call({ token, end });
    const read = () => readFileSync(token, 'utf8');
    await eventually(() => expect(read()).not.toBe(''));
    const found = service.invocationOf(read());
    writeFileSync(end, '');
    await running;
    expect(found).toEqual({
      name: 'f',
      caller: phone,
      source: 'wx_client',
      chain: 'wx_client',
    });
    expect(service.invocationOf(read())).toBeNull();
    expect(service.invocationOf('')).toBeNull();
  });
});

describe('the functions rule', () => {
  it('[FN-18] lets in who is signed in, the exact name beats *', () => {
    const service = cloud.deploy('exports.main = () => 1');
    expect(service.mayInvoke('f', phone)).toBe(true);
    expect(service.mayInvoke('f', null)).toBe(false);
    service.setRules({ '*': { invoke: true }, f: { invoke: false } });
    expect(service.mayInvoke('f', phone)).toBe(false);
    expect(service.mayInvoke('g', null)).toBe(true);
  });

  it('[FN-18] can keep out who signed in anonymously', () => {
    const service = cloud.deploy('exports.main = () => 1');
    const rule = "auth.loginType != 'ANONYMOUS' && auth != null";
    service.setRules({ '*': { invoke: rule } });
    const anonymous = { kind: 'client', uid: 'u', loginType: 'ANONYMOUS' };
    const allowed = [phone, web, anonymous as typeof web, null].map((caller) =>
      service.mayInvoke('f', caller)
    );
    expect(allowed).toEqual([true, true, false, false]);
  });

  it('[FN-19] refuses a rule text it does not understand', () => {
    const service = cloud.deploy('exports.main = () => 1');
    expect(() =>
      service.setRules({ '*': { invoke: 'auth.uid != null' } })
    ).toThrow('"*"');
    expect(() => service.setRules({ f: { invoke: true } })).toThrow(
      '"*" is missing'
    );
  });
});
