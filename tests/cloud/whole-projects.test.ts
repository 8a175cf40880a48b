import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

let dir: string;
let clouds: CloudProcess[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'whole-project-'));
  clouds = [];
});
afterEach(async () => {
  await Promise.all(clouds.map((cloud) => cloud.stop()));
  rmSync(dir, { recursive: true, force: true });
});

/** A cloud over a project folder with these files. */
async function cloudOver(
  files: Record<string, unknown>
): Promise<CloudProcess> {
  for (const [name, value] of Object.entries(files)) {
    const path = join(dir, name);
    mkdirSync(dirname(path), { recursive: true });
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    writeFileSync(path, text);
  }
  const cloud = await spawnCloud({ project: dir });
  clouds.push(cloud);
  return cloud;
}

async function call(cloud: CloudProcess, name: string): Promise<unknown> {
  const { accessToken } = await cloud.door('POST', 'identity', {
    openid: 'o-1',
  });
  const answer = await fetch(`${cloud.url}/v1/functions/${name}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${String(accessToken)}` },
    body: '{}',
  });
  return answer.json();
}

/** A process that ended and waits to be reaped does not run. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('a project as it comes', () => {
  it('[FN-73] runs from WeChat developer tools, timer and SDK included', async () => {
    const cloud = await cloudOver({
      'project.config.json': {
        appid: 'wxabcdef1234567890',
        miniprogramRoot: 'miniprogram/',
        cloudfunctionRoot: 'cloudfunctions/',
      },
      'cloudfunctions/login/package.json': {
        name: 'login',
        dependencies: { 'wx-server-sdk': 'latest' },
      },
      'cloudfunctions/login/index.js': `
        const cloud = require('wx-server-sdk');
        cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
        exports.main = async () => cloud.getWXContext();`,
      'cloudfunctions/login/config.json': {
        triggers: [{ name: 'night', type: 'timer', config: '0 0 2 * * * *' }],
      },
    });
    expect(await call(cloud, 'login')).toMatchObject({
      OPENID: 'o-1',
      APPID: 'wxabcdef1234567890',
    });
    const body = { function: 'login', trigger: 'night' };
    const record = await cloud.door('POST', 'triggers/fire', body);
    expect(record).toMatchObject({ source: 'wx_trigger', ok: true });
    expect(await cloud.door('GET', 'triggers')).toMatchObject([
      { functionName: 'login', triggerName: 'night' },
    ]);
  });

  it('[FN-74] runs what is Node.js and tells what is not', async () => {
    const cloud = await cloudOver({
      'cloudbaserc.json': {
        envId: 'mixed-1',
        functionRoot: 'functions',
        functions: [
          { name: 'py', runtime: 'Python3.7', handler: 'index.main' },
          { name: 'js' },
        ],
      },
      'functions/js/index.js': 'exports.main = () => "js"',
    });
    expect(await call(cloud, 'js')).toBe('js');
    expect(await call(cloud, 'py')).toMatchObject({
      code: 'FUNCTION_NOT_FOUND',
    });
    expect(cloud.log()).toContain(
      'the local cloud runs Node.js, not Python3.7'
    );
  });

  it('[FN-75] that is wrong does not start, and says why in one sentence', async () => {
    const start = cloudOver({ 'cloudbaserc.json': '{ "functions": 5 }' });
    await expect(start).rejects.toThrow(
      `local cloud: ${join(dir, 'cloudbaserc.json')}: functions must be a list of objects`
    );
  });
});

describe('a cloud that is killed', () => {
  it('[FN-31] takes its functions along, also one in an endless loop', async () => {
    const pid = join(dir, 'pid');
    const cloud = await cloudOver({
      'cloudbaserc.json': { functions: [{ name: 'hang', timeout: 60 }] },
      'functions/hang/index.js': `exports.main = () => {
        require('fs').writeFileSync(${JSON.stringify(pid)}, String(process.pid));
        for (;;);
      }`,
    });
    const answer = call(cloud, 'hang').catch(() => null);
    const worker = await vi.waitFor(() => Number(readFileSync(pid, 'utf8')), {
      timeout: 20_000,
    });
    expect(isRunning(worker)).toBe(true);
    cloud.child.kill('SIGKILL');
    await answer;
    await vi.waitFor(() => expect(isRunning(worker)).toBe(false), {
      timeout: 20_000,
    });
  });
});
