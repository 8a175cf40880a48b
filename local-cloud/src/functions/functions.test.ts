import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientCaller, InvocationSource } from '../kernel/caller';
import { movableClock, type Clock } from '../kernel/clock';
import {
  createFunctions,
  type DeployedFunction,
  type FunctionService,
} from './index';

const HOUR = 3_600_000;
const phone: ClientCaller = { kind: 'client', openid: 'oPhone1' };
const web: ClientCaller = {
  kind: 'client',
  uid: 'uid-web-1',
  loginType: 'CUSTOM',
  customUserId: 'staff_1',
};
const wxServerSdk = createRequire(import.meta.url).resolve('wx-server-sdk');

let dir: string;
let clock: Clock;
let cloud: FunctionService;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'functions-'));
  clock = movableClock();
});
afterEach(async () => {
  await cloud.stop();
  rmSync(dir, { recursive: true, force: true });
});

function write(name: string, main: string): string {
  const folder = join(dir, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.js'), main);
  return folder;
}

function deploy(
  main: string,
  spec: Partial<DeployedFunction> = {},
  maxWorkers = 8
): void {
  cloud = createFunctions({
    functions: [
      { name: 'f', dir: write('f', main), timeoutSeconds: 5, ...spec },
    ],
    adminUrl: () => 'http://127.0.0.1:1/admin',
    envId: 'env-1',
    appId: 'wxapp1',
    clock,
    maxWorkers,
  });
}

function call(
  event: unknown = {},
  caller: ClientCaller | null = phone,
  source: InvocationSource = 'wx_client'
): Promise<unknown> {
  return cloud.invoke({ name: 'f', event, caller, source });
}

describe('a call', () => {
  it('[FN-1] answers what main returned, and null where it returned nothing', async () => {
    deploy('exports.main = async (e) => e.nothing ? undefined : { got: e.a }');
    expect(await call({ a: 1 })).toEqual({ got: 1 });
    expect(await call({ nothing: true })).toBeNull();
  });

  it('[FN-2] says FUNCTION_NOT_FOUND for a name that is not deployed', async () => {
    deploy('exports.main = () => 1');
    await expect(
      cloud.invoke({ name: 'g', event: {}, caller: phone, source: 'wx_client' })
    ).rejects.toMatchObject({ code: 'FUNCTION_NOT_FOUND' });
  });

  it('[FN-3] hides paths and the stack of an error, which the log keeps', async () => {
    deploy(
      `exports.main = () => { throw new Error('bad ' + __filename + ' thing') }`
    );
    const error = await call().catch((e: Error) => e);
    expect(error).toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' });
    expect((error as Error).message).toBe(
      'functions execute fail | errorMessage: bad <path> thing'
    );
    expect(cloud.calls()[0]?.logs.join()).toContain(join('f', 'index.js'));
  });

  it('[FN-4] kills a function that takes too long, and the next call works', async () => {
    deploy('exports.main = (e) => { while (e.hang); return "ok" }', {
      timeoutSeconds: 0.3,
    });
    await expect(call({ hang: true })).rejects.toMatchObject({
      code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
      message: 'Invoking task timed out after 0.3 seconds',
    });
    expect(await call()).toBe('ok');
  });

  it('[FN-5] reports a function that ends its process or outgrows its memory', async () => {
    deploy(
      `exports.main = (e) => {
        if (e.exit) process.exit(3);
        const all = []; for (;;) all.push(new Array(1e5).fill(Math.random()));
      }`,
      { memoryMb: 32, timeoutSeconds: 15 }
    );
    await expect(call({ exit: true })).rejects.toThrow('exited with 3');
    await expect(call()).rejects.toThrow('memory limit exceeded');
  });

  it('[FN-6] keeps what the function printed with its request id', async () => {
    deploy(
      `exports.main = (e, c) => { console.log('one', e.n); console.error('two'); return c.request_id }`
    );
    const first = await call({ n: 1 });
    const second = await call({ n: 2 });
    expect(cloud.calls()).toMatchObject([
      { requestId: first, logs: ['one 1', 'two'], ok: true },
      { requestId: second, logs: ['one 2', 'two'], ok: true },
    ]);
  });

  it('[FN-7] refuses an event above 6 MB and a phone reply above 1 MB', async () => {
    deploy('exports.main = (e) => "x".repeat(e.n)');
    await expect(call({ a: 'x'.repeat(6 << 20) })).rejects.toMatchObject({
      code: 'INVALID_PARAM',
      message: 'data exceed max size',
    });
    await expect(call({ n: 1 << 20 })).rejects.toMatchObject({
      code: 'WX_CLOUDFUNCTION_RESULT_SIZE_EXCEED_LIMIT',
    });
    expect(await call({ n: 1 << 20 }, web, 'web_client')).toHaveLength(1 << 20);
  });
});

describe('identity', () => {
  const who = `
    const cloud = require(${JSON.stringify(wxServerSdk)});
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
    exports.main = (event) => ({ wx: cloud.getWXContext(), event,
      uid: process.env.TCB_UUID, custom: process.env.TCB_CUSTOM_USER_ID,
      loginType: process.env.LOGINTYPE, trigger: process.env.TRIGGER_SRC,
      anonymous: process.env.TCB_ISANONYMOUS_USER });`;

  it('[FN-8] is the openid for a phone, in context and event', async () => {
    deploy(who);
    expect(await call({ a: 1 })).toMatchObject({
      wx: {
        OPENID: 'oPhone1',
        APPID: 'wxapp1',
        ENV: 'env-1',
        SOURCE: 'wx_client',
      },
      event: { a: 1, userInfo: { openId: 'oPhone1', appId: 'wxapp1' } },
    });
  });

  it('[FN-9] is the uid for the web, and nothing of the call before remains', async () => {
    deploy(who, {}, 1);
    await call();
    const answer = await call({}, web, 'web_client');
    expect(answer).toEqual({
      wx: {},
      event: {},
      uid: 'uid-web-1',
      custom: 'staff_1',
      loginType: 'CUSTOM',
      trigger: 'web_client',
      anonymous: 'false',
    });
    expect(await call()).not.toHaveProperty('uid');
  });

  it('[FN-10] is never mixed up between concurrent calls', async () => {
    deploy(
      `exports.main = async () => {
      const before = process.env.WX_OPENID;
      await new Promise((r) => setTimeout(r, 20));
      return [before, process.env.WX_OPENID];
    }`,
      {},
      3
    );
    const ids = Array.from({ length: 30 }, (_, i) => `o${i}x`);
    const answers = await Promise.all(
      ids.map((openid) => call({}, { kind: 'client', openid }))
    );
    expect(answers).toEqual(ids.map((id) => [id, id]));
    expect(cloud.workers('f')).toMatchObject({ busy: 0, waiting: 0 });
  });

  it('[FN-11] is what the session token of a running call stands for', async () => {
    deploy(`exports.main = (event) => new Promise((done) => {
      const fs = require('fs');
      fs.writeFileSync(event.token, process.env.TENCENTCLOUD_SESSIONTOKEN);
      const look = setInterval(() => {
        if (!fs.existsSync(event.end)) return;
        clearInterval(look); done(1);
      }, 5);
    })`);
    const [token, end] = [join(dir, 'token'), join(dir, 'end')];
    const running = call({ token, end });
    const read = () => readFileSync(token, 'utf8');
    await vi.waitFor(() => expect(read()).not.toBe(''));
    expect(cloud.invocationOf(read())).toEqual({
      name: 'f',
      caller: phone,
      source: 'wx_client',
    });
    writeFileSync(end, '');
    await running;
    expect(cloud.invocationOf(read())).toBeNull();
    expect(cloud.invocationOf('')).toBeNull();
  });
});

describe('the worker', () => {
  it('[FN-12] sees UTC unless its own variables say otherwise', async () => {
    const main = 'exports.main = () => [new Date(0).getHours(), process.env.A]';
    deploy(main);
    expect(await call()).toEqual([0, null]);
    await cloud.stop();
    deploy(main, { env: { TZ: 'Asia/Shanghai', A: 'x' } });
    expect(await call()).toEqual([8, 'x']);
  });

  it('[FN-13] shows the time of the moved clock in every form of Date', async () => {
    deploy(`exports.main = () => ({ now: Date.now(), date: +new Date(), fixed: +new Date(5),
      same: new Date() instanceof Date, ctor: new Date().constructor === Date })`);
    clock.advance(50 * HOUR);
    const seen = (await call()) as { now: number; date: number };
    expect(Math.abs(seen.now - clock.now())).toBeLessThan(5_000);
    expect(seen).toMatchObject({ fixed: 5, same: true, ctor: true });
    expect(seen.date).toBeGreaterThanOrEqual(seen.now);
  });

  it('[FN-14] is warm: module state survives, and a reset forgets it', async () => {
    deploy('let n = 0; exports.main = () => ++n', {}, 1);
    expect([await call(), await call()]).toEqual([1, 2]);
    await cloud.reset();
    expect(await call()).toBe(1);
  });

  it('[FN-15] runs new code as soon as the bundle has changed', async () => {
    deploy('exports.main = () => "old"');
    expect(await call()).toBe('old');
    const folder = write('f', 'exports.main = () => "new"');
    utimesSync(join(folder, 'index.js'), 1, 1);
    expect(await call()).toBe('new');
  });

  it('[FN-16] stands ready before the first call and after it', async () => {
    deploy('exports.main = () => 1');
    await cloud.start();
    expect(cloud.workers('f')).toMatchObject({ idle: 1 });
    const first = call();
    expect(cloud.calls()).toHaveLength(0);
    await first;
    await vi.waitFor(() => expect(cloud.workers('f')?.busy).toBe(0));
  });

  it('[FN-17] names a bundle that cannot be loaded without its path', async () => {
    deploy('throw new Error("broken at " + __dirname)');
    const error = (await call().catch((e: Error) => e)) as Error;
    expect(error.message).toContain('broken at <path>');
  });
});

describe('the functions rule', () => {
  it('[FN-18] lets in who is signed in, the exact name beats *', () => {
    deploy('exports.main = () => 1');
    expect([cloud.mayInvoke('f', phone), cloud.mayInvoke('f', null)]).toEqual([
      true,
      false,
    ]);
    cloud.setRules({ '*': { invoke: true }, f: { invoke: false } });
    expect([cloud.mayInvoke('f', phone), cloud.mayInvoke('g', null)]).toEqual([
      false,
      true,
    ]);
  });

  it('[FN-19] refuses a rule text it does not understand', () => {
    deploy('exports.main = () => 1');
    expect(() =>
      cloud.setRules({ '*': { invoke: 'auth.uid != null' } })
    ).toThrow('"*"');
    expect(() => cloud.setRules({ f: { invoke: true } })).toThrow(
      '"*" is missing'
    );
  });
});

describe('timers', () => {
  const everyHour = {
    name: 'hourly',
    type: 'timer' as const,
    config: '0 0 * * * * *',
  };

  it('[FN-20] fire once per step of the clock, with source wx_trigger', async () => {
    deploy(
      'exports.main = (e) => { console.log(e.Type, e.TriggerName, process.env.TRIGGER_SRC, process.env.WX_OPENID) }',
      { triggers: [everyHour] }
    );
    await cloud.start();
    clock.advance(HOUR);
    await cloud.idle();
    clock.advance(5 * HOUR);
    await cloud.idle();
    expect(cloud.calls()).toHaveLength(2);
    expect(cloud.calls()[0]).toMatchObject({
      source: 'wx_trigger',
      logs: ['Timer hourly timer undefined'],
    });
  });

  it('[FN-21] are read in Asia/Shanghai', async () => {
    deploy('exports.main = () => 1', {
      triggers: [{ name: 'night', type: 'timer', config: '0 30 3 * * * *' }],
    });
    await cloud.start();
    const due = new Date(cloud.triggers()[0]?.dueAt ?? 0);
    expect([due.getUTCHours(), due.getUTCMinutes()]).toEqual([19, 30]);
  });

  it('[FN-22] must have seven fields', () => {
    deploy('exports.main = () => 1');
    const five = [{ name: 't', type: 'timer' as const, config: '*/5 * * * *' }];
    expect(() => deploy('', { triggers: five })).toThrow('7-field cron');
  });
});

describe('ordered faults', () => {
  it('[FN-23] fail the next calls before or after the function has run', async () => {
    deploy('let n = 0; exports.main = () => ++n', {}, 1);
    cloud.faults.failNext('f', 1, 'FUNCTIONS_EXECUTE_FAIL');
    await expect(call()).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
    });
    expect(await call()).toBe(1);
    cloud.faults.failNext('f', 1, 'SERVER_TIMEOUT', 'after');
    await expect(call()).rejects.toMatchObject({ code: 'SERVER_TIMEOUT' });
    expect(await call()).toBe(3);
  });

  it('[FN-24] slow a function down', async () => {
    deploy('exports.main = () => 1');
    await call();
    cloud.faults.slow('f', 120);
    await call();
    expect(cloud.calls()[1]?.durationMs).toBeGreaterThanOrEqual(115);
  });
});
