import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, phone, TestFunctions, web } from './test-functions';

let cloud: TestFunctions;
beforeEach(() => {
  cloud = new TestFunctions();
});
afterEach(() => cloud.remove());

describe('a call', () => {
  it('[FN-1] answers what main returned, and null where it returned nothing', async () => {
    cloud.deploy(
      'exports.main = async (e) => e.nothing ? undefined : { got: e.a }'
    );
    expect(await cloud.call({ a: 1 })).toEqual({ got: 1 });
    expect(await cloud.call({ nothing: true })).toBeNull();
  });

  it('[FN-2] says FUNCTION_NOT_FOUND for a name that is not deployed', async () => {
    const service = cloud.deploy('exports.main = () => 1');
    const request = { event: {}, caller: phone, source: 'wx_client' } as const;
    await expect(
      service.invoke({ name: 'g', ...request })
    ).rejects.toMatchObject({ code: 'FUNCTION_NOT_FOUND' });
  });

  it('[FN-3] hides paths and the stack of an error, which the log keeps', async () => {
    const service = cloud.deploy(
      `exports.main = () => { throw new Error('bad ' + __filename + ' thing') }`
    );
    await expect(cloud.call()).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
      message: 'functions execute fail | errorMessage: bad <path> thing',
    });
    const [line] = service.calls()[0]?.logs ?? [];
    expect(line?.level).toBe('error');
    expect(line?.text).toContain(join('f', 'index.js'));
  });

  it('[FN-33] may answer by callback', async () => {
    cloud.deploy(
      `exports.main_handler = (event, context, callback) => {
      setTimeout(() => callback(event.fail ? new Error('no') : null, 'late'), 5);
    }`,
      { handler: 'index.main_handler' }
    );
    expect(await cloud.call()).toBe('late');
    await expect(cloud.call({ fail: true })).rejects.toThrow('no');
  });

  it('[FN-47] fails where its result is nothing that JSON can hold', async () => {
    cloud.deploy(`exports.main = (event) => {
      if (event.big) return 1n;
      const a = {}; a.a = a; return a;
    }`);
    await expect(cloud.call()).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
      message: expect.stringContaining('circular structure'),
    });
    await expect(cloud.call({ big: true })).rejects.toThrow('BigInt');
  });

  it('[FN-41] knows the version $LATEST and no other', async () => {
    const service = cloud.deploy('exports.main = () => 1');
    const request = { event: {}, caller: phone, source: 'wx_client' } as const;
    const call = (qualifier: string) =>
      service.invoke({ name: 'f', qualifier, ...request });
    expect(await call('$LATEST')).toBe(1);
    await expect(call('3')).rejects.toMatchObject({
      code: 'FUNCTION_QUALIFIER_NOT_FOUND',
    });
  });
});

describe('a chain of calls', () => {
  const parent = (chain: string) =>
    ({ name: 'f', caller: phone, source: 'wx_client', chain }) as const;
  const call = (chain: string, event: object = {}) =>
    cloud.service.invoke({
      name: 'f',
      event,
      caller: phone,
      source: 'scf',
      parent: parent(chain),
    });

  it('[FN-43] has 16 functions at most', async () => {
    cloud.deploy('exports.main = () => process.env.TCB_SOURCE');
    const long = ['wx_client', ...Array<string>(14).fill('scf')].join();
    expect(await call(long)).toBe(`${long},scf`);
    await expect(call(`${long},scf`)).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
      message: expect.stringContaining('more than 16 functions in a chain'),
    });
  });

  it('[FN-44] never waits for itself, also where one call may run', async () => {
    const [begun, end] = [join(cloud.dir, 'begun'), join(cloud.dir, 'end')];
    cloud.deploy(
      `const fs = require('fs');
      exports.main = async (event) => {
        if (event.inner) return 'inner';
        fs.writeFileSync(event.begun, '');
        while (!fs.existsSync(event.end)) await new Promise((r) => setTimeout(r, 5));
        return 'outer';
      }`,
      { timeoutSeconds: 20 },
      { maxWorkers: 1 }
    );
    const outer = cloud.call({ begun, end });
    await eventually(() => expect(existsSync(begun)).toBe(true));
    const inner = await call('wx_client', { inner: true });
    writeFileSync(end, '');
    expect([inner, await outer]).toEqual(['inner', 'outer']);
  });
});

describe('the record of a call', () => {
  it('[FN-6] keeps what was printed, by level, with the request id', async () => {
    const service = cloud.deploy(
      `exports.main = (e, c) => {
        console.log('one', e.n); console.warn('careful'); console.debug({ a: 1 });
        process.stderr.write('two\\n'); return c.request_id;
      }`
    );
    const first = await cloud.call({ n: 1 });
    const second = await cloud.call({ n: 2 });
    const lines = (n: number) => [
      { level: 'info', text: `one ${n}` },
      { level: 'warn', text: 'careful' },
      { level: 'debug', text: '{ a: 1 }' },
      { level: 'error', text: 'two' },
    ];
    expect(service.calls()).toMatchObject([
      { requestId: first, logs: lines(1), ok: true },
      { requestId: second, logs: lines(2), ok: true },
    ]);
  });

  it('[FN-39] says who called, what came of it and how much memory it took', async () => {
    const service = cloud.deploy(
      'exports.main = (e) => { if (e.fail) throw new Error("no"); return { a: 1 } }'
    );
    await cloud.call();
    await cloud.call({ fail: true }, web, 'web_client').catch(() => null);
    const [first, second] = service.calls();
    expect(first).toMatchObject({
      functionName: 'f',
      source: 'wx_client',
      caller: { openid: 'oPhone1' },
      ok: true,
      result: '{"a":1}',
    });
    expect(first?.memoryMb).toBeGreaterThan(10);
    expect(second).toMatchObject({
      caller: { uid: 'uid-web-1' },
      ok: false,
      error:
        'FUNCTIONS_EXECUTE_FAIL: functions execute fail | errorMessage: no',
    });
    const { requestId } = second ?? {};
    expect(service.calls({ requestId })).toEqual([second]);
    expect(service.calls({ functionName: 'g' })).toEqual([]);
  });

  it('[FN-29] is bounded, however much a function prints', async () => {
    const service = cloud.deploy(
      `exports.main = (e) => {
        for (let i = 0; i < 20000; i++) console.log('line', i);
        if (e.wide) console.log('x'.repeat(1e7));
        return 'done';
      }`
    );
    expect(await cloud.call()).toBe('done');
    const [{ logs } = { logs: [] }] = service.calls();
    expect(logs.length).toBe(500);
    expect(logs.at(-1)).toEqual({
      level: 'warn',
      text: 'what the call printed after this is not kept',
    });
    expect(await cloud.call({ wide: true })).toBe('done');
    expect(service.calls()[1]?.logs[0]?.text).toBe('line 0');
  });
});

describe('ordered faults', () => {
  it('[FN-23] fail the next calls before or after the function has run', async () => {
    const { faults } = cloud.deploy('let n = 0; exports.main = () => ++n');
    faults.failNext('f', 1, 'FUNCTIONS_EXECUTE_FAIL');
    await expect(cloud.call()).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
    });
    expect(await cloud.call()).toBe(1);
    faults.failNext('f', 1, 'SERVER_TIMEOUT', 'after');
    await expect(cloud.call()).rejects.toMatchObject({
      code: 'SERVER_TIMEOUT',
    });
    expect(await cloud.call()).toBe(3);
  });

  it('[FN-24] slow a function down', async () => {
    const service = cloud.deploy('exports.main = () => 1');
    await cloud.call();
    service.faults.slow('f', 120);
    await cloud.call();
    expect(service.calls()[1]?.durationMs).toBeGreaterThanOrEqual(115);
  });
});
