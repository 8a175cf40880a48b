import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serverApp, signedIn } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

let cloud: CloudProcess;
beforeAll(async () => {
  cloud = await spawnCloud();
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  await cloud.door('POST', 'reset');
  await cloud.door('PUT', 'rules', { notes: { read: true, write: true } });
});

const notes = () => serverApp(cloud).database().collection('notes');

describe('the door', () => {
  it('[DOOR-1] reset empties data and keeps collections', async () => {
    await notes().add({ a: 1 });
    await cloud.door('POST', 'reset');
    expect((await notes().count()).total).toBe(0);
  });

  it('[DOOR-2] refuses rules that are none, and keeps the former', async () => {
    await expect(
      cloud.door('PUT', 'rules', { notes: { read: 'system.exit()' } })
    ).rejects.toThrow();
    const web = await signedIn(cloud, { uid: 'u1' }, 'CLOUD_API');
    expect((await web.database().collection('notes').get()).data).toEqual([]);
  });

  it('[DOOR-3] refuses a switch or a value it does not know', async () => {
    await expect(
      cloud.door('PUT', 'switches', { sky: 'blue' })
    ).rejects.toThrow('there is no switch sky');
    await expect(
      cloud.door('PUT', 'switches', { equality: 'fuzzy' })
    ).rejects.toThrow('strict or loose');
    await expect(
      cloud.door('PUT', 'switches', { equality: 'loose', connectionQuota: -1 })
    ).rejects.toThrow('a whole number from 0');
    expect(await switchNamed('equality')).toMatchObject({ value: 'strict' });
    const set = await cloud.door('PUT', 'switches', { equality: 'loose' });
    expect(set.equality).toBe('loose');
    await cloud.door('PUT', 'switches', { equality: 'strict' });
  });

  it('[DOOR-4] moves the clock, and server dates and tokens follow', async () => {
    const { accessToken } = await cloud.door('POST', 'identity', { uid: 'u1' });
    const before = Number((await cloud.door('GET', 'clock')).now);
    await cloud.door('POST', 'clock', { advanceMs: 3 * 3_600_000 });
    const db = serverApp(cloud).database();
    const { id } = await notes().add({ at: db.serverDate() });
    const { data } = await notes()
      .doc(id as string)
      .get();
    expect(data[0].at.getTime()).toBeGreaterThanOrEqual(before + 10_800_000);
    const reply = await post('/web', {
      action: 'database.queryDocument',
      collectionName: 'notes',
      access_token: accessToken,
    });
    expect(reply.code).toBe('ACCESS_TOKEN_EXPIRED');
  });

  it('[DOOR-5] counts operations by kind of caller', async () => {
    await cloud.door('DELETE', 'counters');
    const phone = await signedIn(cloud, { openid: 'o1' });
    await phone.database().collection('notes').add({ a: 1 });
    await phone.database().collection('notes').get();
    await notes().count();
    const counters = (await cloud.door('GET', 'counters')) as Record<
      string,
      { reads: number; writes: number }
    >;
    expect(counters.phone).toMatchObject({ reads: 1, writes: 1 });
    expect(counters.server).toMatchObject({ reads: 1, writes: 0 });
    expect(counters.web).toMatchObject({ reads: 0, writes: 0 });
  });

  it('[DOOR-6] takes one person offline and nobody else', async () => {
    const one = await signedIn(cloud, { openid: 'o1' }, 'CLOUD_API');
    const two = await signedIn(cloud, { openid: 'o2' }, 'CLOUD_API');
    await cloud.door('POST', 'faults', { offline: { openid: 'o1', on: true } });
    await expect(
      one.database().collection('notes').add({ by: 1 })
    ).rejects.toBeDefined();
    await two.database().collection('notes').add({ by: 2 });
    await cloud.door('POST', 'faults', {
      offline: { openid: 'o1', on: false },
    });
    await one.database().collection('notes').add({ by: 3 });
    const { data } = await notes().orderBy('by', 'asc').get();
    expect(data.map((doc: { by: number }) => doc.by)).toEqual([2, 3]);
  });

  it('[DOOR-7] loses an answer after the write', async () => {
    const one = await signedIn(cloud, { openid: 'o1' }, 'CLOUD_API');
    await cloud.door('POST', 'faults', {
      drop: { moment: 'after', match: 'addDocument', times: 1 },
    });
    await expect(
      one.database().collection('notes').add({ _id: 'x' })
    ).rejects.toBeDefined();
    expect((await notes().count()).total).toBe(1);
    await cloud.door('POST', 'faults', { clear: true });
  });
});

const switchNamed = async (name: string) => {
  const { switches } = (await cloud.door('GET', 'switches')) as {
    switches: { name: string }[];
  };
  return switches.find((one) => one.name === name);
};

describe('the door and its own words', () => {
  it('[DOOR-8] says what a reset empties, and keeps accounts on wish', async () => {
    const who = { username: 'ann', password: 'secret-word' };
    await cloud.door('POST', 'accounts', who);
    const kept = await cloud.door('POST', 'reset', { keep: ['accounts'] });
    expect(kept.kept).toContain('accounts');
    expect(kept.emptied).toContain('documents');
    await expect(cloud.door('POST', 'accounts', who)).rejects.toThrow();
    const whole = await cloud.door('POST', 'reset');
    expect(whole.emptied).toContain('accounts');
    await cloud.door('POST', 'accounts', who);
    await expect(
      cloud.door('POST', 'reset', { keep: ['documents'] })
    ).rejects.toThrow('keep may hold accounts');
  });

  it('[DOOR-9] tells each switch with its positions and why', async () => {
    expect(await switchNamed('missingDocument')).toMatchObject({
      value: 'undefined',
      default: 'undefined',
      positions: ['undefined', 'null'],
      why: expect.stringMatching(/\w+\./),
      spec: [expect.stringMatching(/^RULE-\d+$/)],
    });
  });

  it('[DOOR-17] refuses a malformed fault before any takes effect', async () => {
    await expect(
      cloud.door('POST', 'faults', { match: 'x', delayMs: 5, rain: true })
    ).rejects.toThrow('there is no fault rain');
    await expect(
      cloud.door('POST', 'faults', { delayMs: 'long' })
    ).rejects.toThrow('delayMs must be a number');
    expect(await cloud.door('GET', 'faults')).toMatchObject({ delay: null });
  });

  it('[DOOR-19] lists accounts without their passwords', async () => {
    const who = { username: 'ann', password: 'Secret-word-1' };
    const { uid } = await cloud.door('POST', 'accounts', who);
    const listed = await cloud.door('GET', 'accounts');
    expect(listed).toMatchObject([{ uid, username: 'ann' }]);
    expect(JSON.stringify(listed)).not.toMatch(/password|Secret/);
  });

  it('[DOOR-18] a name that it does not know is 404', async () => {
    for (const name of ['nothing', 'toString', '__proto__']) {
      const reply = await fetch(`${cloud.url}/__local/${name}`);
      expect(reply.status).toBe(404);
      expect(reply.headers.get('cache-control')).toBe('no-store');
    }
  });
});

describe('the border', () => {
  it('[NET-1] a foreign host name is refused', async () => {
    expect(await statusFor({ host: 'evil.example' })).toBe(403);
  });

  it('[NET-2] a page from elsewhere gets neither door nor CORS', async () => {
    const origin = 'https://evil.example';
    const page = await fetch(`${cloud.url}/__local/identity`, {
      method: 'POST',
      headers: { origin },
      body: JSON.stringify({ openid: 'o1' }),
    });
    expect(page.status).toBe(403);
    expect(page.headers.get('access-control-allow-origin')).toBeNull();
    const own = await fetch(`${cloud.url}/__local/health`, {
      headers: { origin: 'http://localhost:5173' },
    });
    expect(own.headers.get('access-control-allow-origin')).toBe(
      'http://localhost:5173'
    );
  });

  it('[NET-4] a page from elsewhere is refused where it sends no Origin', async () => {
    const embedded = { 'sec-fetch-site': 'cross-site' };
    for (const path of ['calls', 'console/', 'console/app.js']) {
      const script = { ...embedded, 'sec-fetch-dest': 'script' };
      expect(await statusFor(script, path)).toBe(403);
      const frame = { ...embedded, 'sec-fetch-dest': 'iframe' };
      expect(await statusFor(frame, path)).toBe(403);
    }
    expect(await statusFor({ origin: 'null' }, 'calls')).toBe(403);
    const link = { ...embedded, 'sec-fetch-dest': 'document' };
    expect(await statusFor(link, 'console/')).toBe(200);
  });

  it('[NET-3] malformed requests get a code and no stack', async () => {
    const { accessToken } = await cloud.door('POST', 'identity', { uid: 'u1' });
    const ask = (params: object) =>
      post('/web', {
        access_token: accessToken,
        collectionName: 'notes',
        ...params,
      });
    const codes = [
      (await ask({ action: 'database.fly' })).code,
      (await ask({ action: 'database.queryDocument', query: '{' })).code,
      (await ask({ action: 'database.queryDocument', query: { $where: '1' } }))
        .code,
      (
        await ask({
          action: 'database.addDocument',
          data: { text: 'x'.repeat(600_000) },
        })
      ).code,
      (
        await post('/web', {
          action: 'database.queryDocument',
          access_token: 'forged',
          collectionName: 'notes',
        })
      ).code,
    ];
    expect(codes).toEqual([
      'INVALID_PARAM',
      'INVALID_PARAM',
      expect.stringMatching(/DATABASE_(INVALID_OPERRATOR|PERMISSION_DENIED)/),
      'DATABASE_REQUEST_FAILED',
      'CHECK_LOGIN_FAILED',
    ]);
    expect((await notes().count()).total).toBe(0);
  });

  it.each([
    ['http', 404],
    ['ok', 200],
  ])(
    '[NET-5] gatewayErrorStatus %s: an error has status %i',
    async (position, status) => {
      await cloud.door('PUT', 'switches', { gatewayErrorStatus: position });
      const { accessToken } = await cloud.door('POST', 'identity', {
        uid: 'u1',
      });
      const reply = await fetch(`${cloud.url}/v1/nothing`, {
        headers: { authorization: `Bearer ${String(accessToken)}` },
      });
      await cloud.door('PUT', 'switches', { gatewayErrorStatus: 'http' });
      expect(reply.status).toBe(status);
      expect(await reply.json()).toMatchObject({ code: 'NOT_FOUND' });
    }
  );

  it('[DB-18] a prototype is out of reach', async () => {
    const { accessToken } = await cloud.door('POST', 'identity', { uid: 'u1' });
    const body = `{"action":"database.addDocument","access_token":"${String(accessToken)}","collectionName":"notes","data":{"__proto__":{"admin":true}}}`;
    const reply = await send('/web', body);
    expect(reply.code).toBe('INVALID_PARAM');
  });
});

async function post(path: string, body: object) {
  return send(path, JSON.stringify(body));
}

async function send(path: string, body: string) {
  const response = await fetch(`${cloud.url}${path}`, { method: 'POST', body });
  const text = await response.text();
  expect(text).not.toMatch(/\.ts:|at .*\(/);
  return JSON.parse(text) as { code?: string };
}

function statusFor(
  headers: Record<string, string>,
  path = 'health'
): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${cloud.url}/__local/${path}`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
