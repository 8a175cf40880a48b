import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, TestFunctions, web } from './test-functions';

let cloud: TestFunctions;
beforeEach(() => {
  cloud = new TestFunctions();
});
afterEach(() => cloud.remove());

describe('limits', () => {
  it('[FN-4] end a function in an endless loop, and the next call works', async () => {
    cloud.deploy('exports.main = (e) => { while (e.hang); return "ok" }', {
      timeoutSeconds: 1,
    });
    await expect(cloud.call({ hang: true })).rejects.toMatchObject({
      code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
      message: 'Invoking task timed out after 1 seconds',
    });
    expect(await cloud.call()).toBe('ok');
  });

  it('[FN-4] end a function that waits for nothing, and the next call works', async () => {
    cloud.deploy('exports.main = (e) => e.hang ? new Promise(() => {}) : 1', {
      timeoutSeconds: 1,
    });
    await expect(cloud.call({ hang: true })).rejects.toMatchObject({
      code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
    });
    expect(await cloud.call()).toBe(1);
  });

  it('[FN-5] report a function that ends its process', async () => {
    cloud.deploy('exports.main = () => process.exit(3)');
    await expect(cloud.call()).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
      message: expect.stringContaining('exited with 3'),
    });
  });

  it('[FN-27] end a function whose heap outgrows its memory', async () => {
    cloud.deploy(
      'exports.main = () => { const all = []; for (;;) all.push(new Array(1e5).fill(Math.random())) }',
      { memoryMb: 64, timeoutSeconds: 20 }
    );
    await expect(cloud.call()).rejects.toMatchObject({
      code: 'FUNCTIONS_MEMORY_LIMIT_EXCEEDED',
    });
  });

  it('[FN-28] end a function whose buffers outgrow its memory, in a loop too', async () => {
    const service = cloud.deploy(
      `exports.main = () => {
        const all = [];
        for (let i = 0; i < 8; i += 1) all.push(Buffer.alloc(16 << 20, 1));
        for (;;);
      }`,
      { memoryMb: 64, timeoutSeconds: 20 }
    );
    await expect(cloud.call()).rejects.toMatchObject({
      code: 'FUNCTIONS_MEMORY_LIMIT_EXCEEDED',
    });
    expect(service.workers('f')).toMatchObject({ busy: 0 });
  });

  it('[FN-28] leave a function alone that stays below its memory', async () => {
    cloud.deploy('exports.main = () => Buffer.alloc(40 << 20, 1).length', {
      memoryMb: 64,
    });
    expect(await cloud.call()).toBe(40 << 20);
  });

  it('[FN-7] refuse an event above 6 MB and a phone reply above 1 MB', async () => {
    cloud.deploy('exports.main = (e) => "x".repeat(e.n)');
    await expect(cloud.call({ a: 'x'.repeat(6 << 20) })).rejects.toMatchObject({
      code: 'INVALID_PARAM',
      message: 'data exceed max size',
    });
    await expect(cloud.call({ n: 1 << 20 })).rejects.toMatchObject({
      code: 'WX_CLOUDFUNCTION_RESULT_SIZE_EXCEED_LIMIT',
    });
    const toWeb = (n: number) => cloud.call({ n }, web, 'web_client');
    expect(await toWeb(1 << 20)).toHaveLength(1 << 20);
    await expect(toWeb(6 << 20)).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
      message: 'function result size exceed limit (6MB)',
    });
    expect(cloud.service.calls().map(({ ok }) => ok)).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  it('[FN-30] end a function that does not finish loading', async () => {
    cloud.deploy('for (;;);', {}, { initTimeoutSeconds: 0.4 });
    await expect(cloud.call()).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
      message: expect.stringContaining('initialization timed out'),
    });
  });

  it('[FN-32] leave no process behind, also none that a function started', async () => {
    const pids = join(cloud.dir, 'pids');
    cloud.deploy(`exports.main = () => {
      const child = require('child_process').spawn('sleep', ['60']);
      require('fs').writeFileSync(${JSON.stringify(pids)}, process.pid + ' ' + child.pid);
    }`);
    await cloud.call();
    const [worker = 0, child = 0] = readFileSync(pids, 'utf8')
      .split(' ')
      .map(Number);
    expect(isRunning(worker) && isRunning(child)).toBe(true);
    await cloud.service.stop();
    expect(isRunning(worker)).toBe(false);
    await eventually(() => expect(isRunning(child)).toBe(false));
  });
});

/** A process that ended and was reaped is not there to be signalled. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
