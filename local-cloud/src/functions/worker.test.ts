import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, TestFunctions, wxServerSdk } from './test-functions';

const HOUR = 3_600_000;

let cloud: TestFunctions;
beforeEach(() => {
  cloud = new TestFunctions();
});
afterEach(() => cloud.remove());

describe('the process of a function', () => {
  it('[FN-12] sees UTC unless its own variables say otherwise', async () => {
    const main = 'exports.main = () => [new Date(0).getHours(), process.env.A]';
    cloud.deploy(main);
    expect(await cloud.call()).toEqual([0, null]);
    cloud.deploy(main, { env: { TZ: 'Asia/Shanghai', A: 'x' } });
    expect(await cloud.call()).toEqual([8, 'x']);
  });

  it('[FN-13] shows the time of the moved clock in every form of Date', async () => {
    cloud.deploy(`exports.main = () => ({ now: Date.now(), date: +new Date(), fixed: +new Date(5),
      same: new Date() instanceof Date, ctor: new Date().constructor === Date })`);
    cloud.clock.advance(50 * HOUR);
    const seen = (await cloud.call()) as { now: number; date: number };
    expect(Math.abs(seen.now - cloud.clock.now())).toBeLessThan(5_000);
    expect(seen).toMatchObject({ fixed: 5, same: true, ctor: true });
    expect(seen.date).toBeGreaterThanOrEqual(seen.now);
  });

  it('[FN-14] is warm: module state survives, and a reset forgets it', async () => {
    const service = cloud.deploy(
      'let n = 0; exports.main = () => ++n',
      {},
      { maxWorkers: 1 }
    );
    expect([await cloud.call(), await cloud.call()]).toEqual([1, 2]);
    await service.reset();
    expect(await cloud.call()).toBe(1);
  });

  it('[FN-15] runs new code as soon as one of its files has changed', async () => {
    const main = 'exports.main = () => require("./lib/say").word';
    const say = (word: string) => `exports.word = ${JSON.stringify(word)}`;
    cloud.deploy({ 'index.js': main, 'lib/say.js': say('old') });
    expect(await cloud.call()).toBe('old');
    const folder = cloud.write({ 'lib/say.js': say('new') });
    utimesSync(join(folder, 'lib/say.js'), 1, 1);
    expect(await cloud.call()).toBe('new');
  });

  it('[FN-16] stands ready before the first call and after it', async () => {
    const service = cloud.deploy('exports.main = () => 1');
    await service.start();
    expect(service.workers('f')).toMatchObject({ idle: 1 });
    await cloud.call();
    await eventually(() =>
      expect(service.workers('f')).toMatchObject({ idle: 2, busy: 0 })
    );
  });

  it('[FN-16] ends when nobody calls its function for long', async () => {
    const rest = { restAfterSeconds: 0.3 };
    const service = cloud.deploy('exports.main = () => 1', {}, rest);
    await cloud.call();
    expect(service.workers('f')).toMatchObject({ idle: 1 });
    await eventually(() =>
      expect(service.workers('f')).toMatchObject({ idle: 0, busy: 0 })
    );
    expect(await cloud.call()).toBe(1);
  });

  it('[FN-16] ends also after a call that lasted longer than that', async () => {
    const rest = { restAfterSeconds: 0.05 };
    const slow = 'exports.main = () => new Promise((r) => setTimeout(r, 400))';
    const service = cloud.deploy(slow, {}, rest);
    await cloud.call();
    await eventually(() =>
      expect(service.workers('f')).toMatchObject({ idle: 0, busy: 0 })
    );
  });

  it('[FN-38] stands ready unused for the next call after a reset', async () => {
    const service = cloud.deploy('exports.main = () => process.pid');
    await service.start();
    const first = await cloud.call();
    await eventually(() =>
      expect(service.workers('f')).toMatchObject({ idle: 2 })
    );
    await service.reset();
    expect(service.workers('f')).toMatchObject({ idle: 1 });
    expect(await cloud.call()).not.toBe(first);
  });

  it('[FN-35] stands in the folder of the function, which is its code root', async () => {
    const folder = cloud.write({ 'data.json': '{"a":1}' });
    cloud.deploy(`exports.main = () => [
      require('fs').readFileSync('./data.json', 'utf8'), process.env.USER_CODE_ROOT]`);
    expect(await cloud.call()).toEqual(['{"a":1}', `${folder}/`]);
  });

  it('[FN-34] forgets variables and folder of a call, not what it left running', async () => {
    cloud.deploy(
      `let late = 0;
      exports.main = (e) => {
        const seen = { left: process.env.LEFT, cwd: process.cwd(), late };
        if (e.first) {
          process.env.LEFT = 'x'; process.chdir('/');
          setTimeout(() => { late = 1; console.log('too late') }, 5);
        }
        return seen;
      }`,
      {},
      { maxWorkers: 1 }
    );
    const first = (await cloud.call({ first: true })) as { cwd: string };
    await eventually(async () =>
      expect(await cloud.call()).toEqual({ cwd: first.cwd, late: 1 })
    );
    expect(cloud.service.calls()[0]?.logs).toEqual([]);
  });

  it('[FN-17] that cannot load its function says so without a path', async () => {
    cloud.deploy('throw new Error("broken at " + __dirname)');
    const error = (await cloud.call().catch((e: Error) => e)) as Error;
    expect(error.message).toContain('broken at <path>');
    expect(cloud.log.join()).toContain('f does not load: Error: broken at /');
  });
});

describe('a function without code', () => {
  it('[FN-17] fails, and works as soon as it is built', async () => {
    const dir = join(cloud.dir, 'later');
    cloud.deploy('', { dir });
    await cloud.service.start();
    await expect(cloud.call()).rejects.toThrow('it has no folder');
    cloud.write({ 'index.js': 'exports.main = () => 1' }, 'later');
    expect(await cloud.call()).toBe(1);
  });
});

describe('the code of a function', () => {
  const esm = 'export const main = async (e) => ({ got: e.a })';

  it.each([
    ['an .mjs file', { 'index.mjs': esm }],
    [
      'a module by its package.json',
      { 'index.js': esm, 'package.json': '{"type":"module"}' },
    ],
    ['a .cjs file', { 'index.cjs': 'exports.main = (e) => ({ got: e.a })' }],
    [
      'a default export',
      { 'index.mjs': 'export default { main: (e) => ({ got: e.a }) }' },
    ],
  ])('[FN-36] may be %s', async (_what, files) => {
    cloud.deploy(files);
    expect(await cloud.call({ a: 1 })).toEqual({ got: 1 });
  });

  it('[FN-36] may lie in a folder of its own, as a compiler leaves it', async () => {
    const main = 'exports.run = () => require("./part").answer';
    cloud.deploy(
      { 'dist/app.js': main, 'dist/part.js': 'exports.answer = 42' },
      { handler: 'dist/app.run' }
    );
    expect(await cloud.call()).toBe(42);
  });

  it('[FN-36] is CommonJS whatever a package.json above its folder says', async () => {
    cloud.write({ 'package.json': '{"type":"module"}' }, '.');
    cloud.deploy({
      'index.js': 'exports.main = () => require("./part").answer',
      'part.js': 'exports.answer = 42',
    });
    expect(await cloud.call()).toBe(42);
  });

  it("[FN-37] finds the vendor's SDK beside the local cloud, required or imported", async () => {
    const projectDir = cloud.write({}, 'project-without-packages');
    cloud.deploy('exports.main = () => require.resolve("wx-server-sdk")', {
      projectDir,
    });
    expect(await cloud.call()).toBe(wxServerSdk);
    const imports = `import cloud from 'wx-server-sdk';
      export const main = () => typeof cloud.getWXContext`;
    cloud.deploy({ 'module.mjs': imports }, { handler: 'module.main' });
    expect(await cloud.call()).toBe('function');
  });

  it("[FN-37] prefers its own copy of the SDK, then the project's", async () => {
    const fake = (text: string) => `module.exports = ${JSON.stringify(text)}`;
    const path = 'node_modules/wx-server-sdk/index.js';
    const projectDir = cloud.write({ [path]: fake('project') }, 'elsewhere');
    const main = 'exports.main = () => require("wx-server-sdk")';
    cloud.deploy(main, { projectDir });
    expect(await cloud.call()).toBe('project');
    cloud.write({ [path]: fake('own') });
    cloud.deploy(main, { projectDir });
    expect(await cloud.call()).toBe('own');
  });

  it('[FN-37] that misses a package is told which one and what to do', async () => {
    const service = cloud.deploy('exports.main = () => require("left-pad-9")');
    await expect(cloud.call()).rejects.toThrow(
      "Cannot find module 'left-pad-9'"
    );
    expect(service.calls()[0]?.logs[0]?.text).toContain(
      `the package "left-pad-9" is neither in `
    );
    expect(service.calls()[0]?.logs[0]?.text).toContain('run npm install in ');
  });
});
