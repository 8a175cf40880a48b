import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePair, isFree, runStart, type RunningStart } from './running-start';

const READY = '按 Ctrl-C 停止';
const folder = mkdtempSync(path.join(os.tmpdir(), 'start-'));
const data = path.join(folder, 'data');
let port = 0;
let running: RunningStart;

const get = async (file: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`http://127.0.0.1:${port}${file}`, { headers });
  return { status: response.status, text: await response.text() };
};
const post = (name: string, origin?: string) =>
  fetch(`http://127.0.0.1:${port}/stage-api/${name}`, {
    method: 'POST',
    body: '{}',
    ...(origin && { headers: { origin } }),
  });
const live = async () =>
  JSON.parse((await get('/stage-api/live?openid=o-demo-li')).text) as {
    now: number;
    balance: number;
    rows: unknown[];
  };

beforeAll(async () => {
  port = await freePair();
  running = runStart(port, data);
  await running.until(READY);
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start', () => {
  it('prints one address, and everything is behind it', async () => {
    const addresses = running.said().match(/https?:\/\/\S+/g);
    expect(addresses).toEqual([`http://127.0.0.1:${port}/`]);
    expect((await get('/')).text).toContain('本机演示');
    expect((await get('/phone/phone.html')).text).toContain('小程序');
    expect((await get('/admin/')).text).toContain('<script');
    const config = JSON.parse((await get('/admin/config.json')).text);
    expect(config.localCloud).toBe(`http://127.0.0.1:${port + 1}`);
  });

  it('prepares people and conversations by their own actions', async () => {
    const { demo } = JSON.parse((await get('/stage-api/state')).text);
    expect(demo.customers).toHaveLength(3);
    expect(
      demo.staff.map((one: { staffCode: string }) => one.staffCode)
    ).toEqual(['A1024', 'A1027', 'A1003', 'A1000']);
    expect(demo.code.picture).toMatch(/^data:image\/png;base64,/);
    expect((await live()).rows.length).toBeGreaterThan(0);
  });

  it('answers nobody who calls it by another name or from another site', async () => {
    // fetch would set Host itself, so the name is tried on the raw protocol.
    const { request } = await import('node:http');
    const status = await new Promise((resolve) =>
      request(
        { port, host: '127.0.0.1', headers: { host: 'example.com' } },
        (response) => resolve(response.statusCode)
      ).end()
    );
    expect(status).toBe(403);
    expect((await post('restart-cloud', 'http://example.com')).status).toBe(
      403
    );
    expect((await post('restart-cloud')).status).toBe(403);
  });

  it('names the running one to a second one', async () => {
    const second = runStart(port, path.join(folder, 'other'));
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(`已经在运行了：http://127.0.0.1:${port}`);
    expect(second.said()).not.toContain('    at ');
  });

  it('does not share its data with a second one', async () => {
    const second = runStart(await freePair(), data);
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain('正被另一份使用');
  });

  it('says so when a stranger has the port', async () => {
    const other = await freePair();
    const stranger = createServer((_, response) => response.end());
    await new Promise<void>((up) => stranger.listen(other, '127.0.0.1', up));
    const refused = runStart(other, path.join(folder, 'other'));
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toContain(`端口 ${other} 已被别的程序占用`);
    stranger.close();
  });

  it('kills the cloud and starts it again with everything in it', async () => {
    const before = await live();
    const origin = `http://127.0.0.1:${port}`;
    expect((await post('restart-cloud', origin)).status).toBe(200);
    const after = await live();
    expect(after.rows).toEqual(before.rows);
    expect(after.balance).toBe(before.balance);
    expect(after.now).toBeGreaterThanOrEqual(before.now);
  });

  it('stops everything at Ctrl-C, and keeps the data for a quick next time', async () => {
    const before = await live();
    expect(await running.stop()).toBe(0);
    expect(await isFree(port)).toBe(true);
    expect(await isFree(port + 1)).toBe(true);

    const started = Date.now();
    running = runStart(port, data);
    await running.until(READY);
    expect(Date.now() - started).toBeLessThan(10_000);
    expect(running.said()).not.toContain('演示数据');
    expect((await live()).rows).toEqual(before.rows);
  });

  it('leaves no cloud behind when it is killed itself', async () => {
    running.kill();
    await running.ended;
    await vi.waitFor(async () => expect(await isFree(port + 1)).toBe(true), {
      timeout: 10_000,
    });
    running = runStart(port, data);
    await running.until(READY);
  });
});
