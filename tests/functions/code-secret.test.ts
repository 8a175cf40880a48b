import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Code } from '../../domain/customer/code';
import type { WebPerson } from '../support/person';
import { startWorld, type World } from '../support/world';

const SECRET = 'secret-of-the-app';
const PICTURE = Buffer.from('89504e470d0a1a0a00', 'hex');
const TOKEN_PATH = '/cgi-bin/stable_token';
const CODE_PATH = '/wxa/getwxacodeunlimit';

interface Asked {
  path: string;
  token: string | null;
  body: Record<string, unknown>;
}

/** What WeChat would be: a token for the secret, pictures for the token. */
const wechat = {
  asked: [] as Asked[],
  /** Tokens that were given out so far; only the last is good. */
  tokens: 0,
  /** Answered instead of the next pictures. */
  refusals: [] as number[],
};
let server: Server;
let world: World;
let admin: WebPerson;

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      const url = new URL(request.url ?? '', 'http://wechat');
      const body = JSON.parse(text) as Record<string, unknown>;
      const token = url.searchParams.get('access_token');
      wechat.asked.push({ path: url.pathname, token, body });
      const answer = answerTo(url.pathname, token, body);
      const kind = Buffer.isBuffer(answer) ? 'image/png' : 'application/json';
      response.setHeader('content-type', kind);
      response.end(Buffer.isBuffer(answer) ? answer : JSON.stringify(answer));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  world = await startWorld({
    dataDir: ':memory:',
    env: {
      KF_APP_ID: 'wx-of-the-tests',
      KF_APP_SECRET: SECRET,
      KF_WECHAT_API: `http://127.0.0.1:${port}`,
      KF_MINIPROGRAM_STATE: 'trial',
    },
  });
  admin = await world.setUp();
});
afterAll(async () => {
  await world.stop();
  server.close();
});

function answerTo(
  path: string,
  token: string | null,
  body: Record<string, unknown>
): object | Buffer {
  if (path === TOKEN_PATH) {
    if (body['secret'] !== SECRET) return { errcode: 40125 };
    if (wechat.tokens === 0 || body['force_refresh'] === true) {
      wechat.tokens += 1;
    }
    const access_token = `token-${wechat.tokens}`;
    return { access_token, expires_in: 7_200 };
  }
  const refusal = wechat.refusals.shift();
  if (refusal) return { errcode: refusal };
  return token === `token-${wechat.tokens}` ? PICTURE : { errcode: 40001 };
}

let staff = 0;
/** A code for somebody new, ordered on the web. */
async function order() {
  const code = `A${1000 + (staff += 1)}`;
  const { staffId } = await world.hire(code, { signIn: false });
  wechat.asked.length = 0;
  return admin.ask('code.create', { staffId });
}
const askedFor = (path: string) =>
  wechat.asked.filter((one) => one.path === path);

it('[F009b] with an AppSecret the web has its picture at once, by one token for many', async () => {
  const made = await order();
  expect(made).toMatchObject({ pictureState: 'ready' });
  expect(made.fileId).toMatch(/^cloud:/);
  expect(askedFor(CODE_PATH)).toMatchObject([
    {
      body: {
        scene: made.scene,
        page: 'pages/chat/index',
        check_path: false,
        env_version: 'trial',
      },
    },
  ]);
  expect(askedFor(TOKEN_PATH)).toHaveLength(1);
  for (let at = 0; at < 3; at++) {
    expect((await order()).pictureState).toBe('ready');
    expect(askedFor(TOKEN_PATH)).toEqual([]);
  }
});

it('[F009b] a token that WeChat takes no more is fetched anew, one that is over too', async () => {
  for (const refusal of [40001, 42001]) {
    wechat.refusals.push(refusal);
    expect((await order()).pictureState).toBe('ready');
    expect(askedFor(CODE_PATH)).toHaveLength(2);
  }
  await world.door.advance(2 * 60 * 60_000);
  expect((await order()).pictureState).toBe('ready');
  expect(askedFor(TOKEN_PATH)).toHaveLength(1);
});

it('[F009b] a refusal leaves the code, and a phone makes the picture later', async () => {
  wechat.refusals.push(45009);
  const made = await order();
  expect(made).toMatchObject({ pictureState: 'failed', pictureError: 45009 });
  await world.door.advance(6 * 60_000);
  const customer = world.customerPhone();
  await expect
    .poll(async () => {
      await customer.ask('work.run', {});
      const { codeId: _id } = made;
      return (await world.all<Code>('codes', { _id }))[0]?.fileId;
    })
    .toMatch(/^cloud:/);
});

it('[F009b] neither secret nor token is logged or stored readable', async () => {
  const calls = JSON.stringify(await world.door.get('calls'));
  expect(calls).toContain('code picture');
  const [meta] = await world.all('meta', { _id: 'token' });
  expect(meta).toMatchObject({ sealed: expect.any(String) });
  for (const text of [calls, JSON.stringify(meta)]) {
    expect(text).not.toContain(SECRET);
    expect(text).not.toMatch(/token-\d/);
  }
});
