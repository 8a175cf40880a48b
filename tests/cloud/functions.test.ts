import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProject, type BuiltProject } from './support/build-project';
import { clientApp, serverApp, signedIn, type Mode } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

let project: BuiltProject;
let cloud: CloudProcess;
type App = Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  project = await buildProject();
  cloud = await spawnCloud({ project: project.dir });
});
afterAll(async () => {
  await cloud.stop();
  project.remove();
});

interface Outcome {
  ok: boolean;
  value: Record<string, unknown>;
  errCode?: number;
}

async function run(app: App, step: string, data?: unknown): Promise<Outcome> {
  const request = { name: 'everything', data: { step, data } };
  const reply = (await app.callFunction(request)) as { result: Outcome };
  return reply.result;
}

describe.each<Mode>(['GATEWAY', 'CLOUD_API'])('functions, %s', (mode) => {
  it('[FN-8] see the phone caller and nobody else', async () => {
    const one = await signedIn(cloud, { openid: 'o-one' }, mode);
    const two = await signedIn(cloud, { openid: 'o-two' }, mode);
    const [first, second] = await Promise.all([
      run(one, 'context'),
      run(two, 'context'),
    ]);
    expect(first.value).toMatchObject({ OPENID: 'o-one', ENV: cloud.env });
    expect(second.value).toMatchObject({ OPENID: 'o-two' });
  });

  it('[FN-9] see the web caller by uid', async () => {
    const app = await signedIn(cloud, { uid: 'u-1' }, mode);
    const { value } = await run(app, 'web');
    expect(value).toMatchObject({ uid: 'u-1', source: 'web_client' });
  });

  it('[FN-2] a function that is not there is an error', async () => {
    const app = await signedIn(cloud, { uid: 'u-1' }, mode);
    const failure = await app
      .callFunction({ name: 'nowhere' })
      .then((reply) => (reply as { code?: string }).code)
      .catch((error: Error) => error.message);
    expect(failure).toContain('FUNCTION_NOT_FOUND');
  });
});

describe('wx-server-sdk inside a function', () => {
  let phone: App;
  beforeAll(async () => {
    phone = await signedIn(cloud, { openid: 'o-phone' });
  });

  it('[FN-25] reads and writes with the rights of the system', async () => {
    const { value } = await run(phone, 'crud');
    expect(value).toEqual({ n: 3, dated: true, stats: { removed: 1 } });
  });

  it('[FN-25] runs transactions', async () => {
    expect((await run(phone, 'transaction')).value).toBe(1);
    const items = serverApp(cloud).database().collection('items');
    expect((await items.doc('tx').get()).data[0].n).toBe(2);
  });

  it('[FN-25] tells of a document that is missing', async () => {
    expect((await run(phone, 'missing')).ok).toBe(false);
  });

  it('[FN-42] calls functions in the name of its phone caller', async () => {
    const { value } = await run(phone, 'chain');
    expect(value).toMatchObject({ ok: true, value: { OPENID: 'o-phone' } });
    expect((await run(phone, 'unknownFunction')).ok).toBe(false);
  });

  it('[FILE-1] keeps files under Chinese names and links to them', async () => {
    const { value } = await run(phone, 'files');
    expect(value).toMatchObject({ text: 'hi', status: 0 });
    expect(value.fileID).toContain('图/中 文.txt');
    const link = await fetch(encodeURI(String(value.url)));
    expect(link.status).toBe(404);
  });

  it('[FN-48] sends one push for one consent', async () => {
    const message = {
      touser: 'o-phone',
      templateId: 'T1',
      page: 'pages/chat',
      data: { thing1: { value: '有新消息' } },
    };
    const refused = await run(phone, 'push', message);
    expect(refused).toMatchObject({ ok: false, errCode: 43101 });
    await cloud.door('POST', 'wechat/credit', {
      openid: 'o-phone',
      templateId: 'T1',
      count: 1,
    });
    expect((await run(phone, 'push', message)).ok).toBe(true);
    expect(await run(phone, 'push', message)).toMatchObject({ errCode: 43101 });
    const pushes = (await cloud.door('GET', 'pushes')) as unknown as {
      errcode: number;
    }[];
    expect(pushes.map(({ errcode }) => errcode)).toEqual([43101, 0, 43101]);
  });

  it('[FN-48] draws a code, but not for a web caller', async () => {
    const { value } = await run(phone, 'code');
    expect(value.type).toMatch(/^image\//);
    expect(value.bytes).toBeGreaterThan(100);
    const web = await signedIn(cloud, { uid: 'u-2' });
    expect((await run(web, 'code')).ok).toBe(false);
  });

  it('[FN-23] a faulted function fails as often as ordered', async () => {
    await cloud.door('POST', 'faults', {
      failFunction: {
        name: 'everything',
        times: 1,
        code: 'FUNCTIONS_EXECUTE_FAIL',
      },
    });
    await expect(
      run(await signedIn(cloud, { openid: 'o-9' }, 'CLOUD_API'), 'web')
    ).rejects.toThrow('FUNCTIONS_EXECUTE_FAIL');
    expect((await run(phone, 'web')).ok).toBe(true);
  });
});

describe('custom tickets', () => {
  async function ticketFor(customUserId: string): Promise<string> {
    const app = await signedIn(cloud, { uid: 'u-issuer' });
    const request = { name: 'ticket', data: { customUserId } };
    const { result } = (await app.callFunction(request)) as {
      result: { ticket: string };
    };
    return result.ticket;
  }

  it('[AUTH-4] give a uid that is stable and not the custom id', async () => {
    const uids: (string | undefined)[] = [];
    for (let i = 0; i < 2; i += 1) {
      const app = clientApp(cloud, 'CLOUD_API');
      await app.auth().signInWithCustomTicket(() => ticketFor('staff_0001'));
      uids.push((await app.auth().getCurrentUser())?.uid);
      const { value } = await run(app, 'web');
      expect(value).toMatchObject({ customUserId: 'staff_0001' });
      expect(value.uid).toBe(uids[i]);
      await app.auth().signOut();
    }
    expect(uids[0]).toBeTruthy();
    expect(uids[0]).not.toBe('staff_0001');
    expect(uids[1]).toBe(uids[0]);
  });

  it('[AUTH-5] a ticket that was tampered with signs nobody in', async () => {
    const ticket = await ticketFor('staff_0002');
    const forged = `${ticket.slice(0, -4)}AAAA`;
    const response = await fetch(`${cloud.url}/auth/v1/signin/custom`, {
      method: 'POST',
      body: JSON.stringify({ provider_id: 'custom', ticket: forged }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_argument' });
  });
});

describe.each<Mode>(['GATEWAY', 'CLOUD_API'])('a request id, %s', (mode) => {
  it('[FN-40] is told by the SDK as the function and its record have it', async () => {
    const app = await signedIn(cloud, { openid: 'o-id' }, mode);
    const request = { name: 'everything', data: { step: 'requestId' } };
    const { result, requestId } = (await app.callFunction(request)) as {
      result: Outcome;
      requestId: string;
    };
    expect(result.value).toBe(requestId);
    const path = `calls?requestId=${requestId}`;
    expect(await cloud.door('GET', path)).toMatchObject([
      { requestId, functionName: 'everything', caller: { openid: 'o-id' } },
    ]);
  });
});

describe('a project folder', () => {
  it('[ENV-1] without an environment id is never named plain `local`', () => {
    expect(cloud.env).toBe('local-1');
  });

  it('[ENV-2] has its rules, collections and unique indexes at start', async () => {
    const unique = serverApp(cloud).database().collection('unique');
    await unique.add({ name: 'a' });
    await expect(unique.add({ name: 'a' })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('E11000'),
    });
    const web = await signedIn(cloud, { uid: 'u-3' }, 'CLOUD_API');
    const code = await web
      .database()
      .collection('secrets')
      .get()
      .then((reply) => (reply as { code?: string }).code)
      .catch((error: Error) => error.message);
    expect(code).toContain('DATABASE_PERMISSION_DENIED');
  });
});
