import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { dataFolder } from './support/build-project';
import { serverApp, signedIn } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

const folders: { remove(): void }[] = [];
const clouds: CloudProcess[] = [];

async function start(data: string): Promise<CloudProcess> {
  const cloud = await spawnCloud({ data });
  clouds.push(cloud);
  return cloud;
}

function folder(): string {
  const made = dataFolder();
  folders.push(made);
  return made.dir;
}

afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.stop();
  for (const one of folders.splice(0)) one.remove();
});

describe('what was acknowledged', () => {
  it('[DUR-1] survives kill -9 in the middle of writing, nothing twice', async () => {
    const data = folder();
    const cloud = await start(data);
    await cloud.door('PUT', 'rules', { log: { read: true, write: true } });
    const log = serverApp(cloud).database().collection('log');
    const acknowledged = new Set<string>();
    const writers = Array.from({ length: 8 }, async (_w, writer) => {
      for (let n = 0; n < 10_000; n += 1) {
        const _id = `${writer}-${n}`;
        try {
          await log.add({ _id, n });
        } catch {
          return;
        }
        acknowledged.add(_id);
        if (acknowledged.size === 300) cloud.child.kill('SIGKILL');
      }
    });
    await Promise.all(writers);
    const again = await start(data);
    const kept = await readAll(again);
    expect(acknowledged.size).toBeGreaterThanOrEqual(300);
    expect([...acknowledged].filter((id) => !kept.includes(id))).toEqual([]);
    expect(new Set(kept).size).toBe(kept.length);
  });

  it('[DUR-2] a write that crashed before its answer is there', async () => {
    const data = folder();
    const cloud = await start(data);
    await cloud.door('PUT', 'rules', { log: { read: true, write: true } });
    const app = await signedIn(cloud, { uid: 'u1' }, 'CLOUD_API');
    await cloud.door('POST', 'faults', {
      crash: { at: 'after-commit', action: 'database.addDocument', skip: 1 },
    });
    const log = app.database().collection('log');
    await log.add({ _id: 'first' });
    const gone = once(cloud.child, 'exit');
    await expect(log.add({ _id: 'second' })).rejects.toBeDefined();
    await gone;
    expect(cloud.child.signalCode).toBe('SIGKILL');
    const crashes = readFileSync(join(data, 'crashes.log'), 'utf8').trim();
    expect(JSON.parse(crashes)).toMatchObject({
      action: 'database.addDocument',
    });
    const again = await start(data);
    expect(await readAll(again)).toEqual(['first', 'second']);
  });

  it('[AUTH-6] tokens and uids outlive the process', async () => {
    const data = folder();
    const cloud = await start(data);
    await cloud.door('PUT', 'rules', { log: { read: true, write: true } });
    const wish = { customUserId: 'staff_0001' };
    const before = await cloud.door('POST', 'identity', wish);
    cloud.child.kill('SIGKILL');
    await once(cloud.child, 'exit');
    const again = await start(data);
    const after = await again.door('POST', 'identity', wish);
    expect(after.uid).toBe(before.uid);
    const me = await fetch(`${again.url}/auth/v1/user/me`, {
      headers: { authorization: `Bearer ${String(before.accessToken)}` },
    });
    expect(await me.json()).toMatchObject({ sub: before.uid });
  });
});

describe('one folder', () => {
  it('[ENV-3] serves one process, and says which one has it', async () => {
    const data = folder();
    const cloud = await start(data);
    await expect(spawnCloud({ data })).rejects.toThrow(
      `pid ${cloud.child.pid}`
    );
    expect((await cloud.door('GET', 'health')).ok).toBe(true);
  });

  it('[ENV-4] a taken port is one clear sentence', async () => {
    const cloud = await start(':memory:');
    const port = Number(new URL(cloud.url).port);
    await expect(spawnCloud({ port })).rejects.toThrow(
      `local cloud: port ${port} is already in use`
    );
  });
});

async function readAll(cloud: CloudProcess): Promise<string[]> {
  const log = serverApp(cloud).database().collection('log');
  const ids: string[] = [];
  for (;;) {
    const { data } = await log
      .orderBy('_id', 'asc')
      .skip(ids.length)
      .limit(1000)
      .get();
    ids.push(...data.map((doc: { _id: string }) => doc._id));
    if (data.length < 1000) return ids;
  }
}
