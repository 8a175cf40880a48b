import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestProject } from '../functions/test-project';

const FUNCTIONS = {
  echo: 'exports.main = (event) => event',
  who: `exports.main = (event, context) => {
    const { TCB_SOURCE, TCB_UUID, WX_OPENID } = process.env;
    return { TCB_SOURCE, TCB_UUID, WX_OPENID, same: event.requestContext.requestId === context.request_id };
  }`,
  answer: 'exports.main = (event) => JSON.parse(event.body || "null")',
  hang: 'exports.main = () => { for (;;); }',
  fails: 'exports.main = () => { throw new Error("broken") }',
};

const project = new TestProject();
beforeAll(async () => {
  const functions = Object.keys(FUNCTIONS).map((name) => ({
    name,
    timeout: name === 'hang' ? 1 : 10,
  }));
  const gateway = {
    routes: [
      { path: '/api', target: 'function:echo' },
      { path: '/admin', target: 'function:echo' },
    ],
  };
  await project.functions(FUNCTIONS, { functions, gateway }).start();
});
afterAll(() => project.remove());

const put = (routes: object) => project.door('PUT', 'http-access', routes);
/** Bodies are looked at by the expectations alone. */
const jsonOf = async (reply: Response) =>
  (await reply.json()) as Record<string, unknown>;
const get = (path: string, init?: RequestInit) =>
  fetch(project.url + path, init);

async function answer(value: unknown): Promise<Response> {
  await put({ '/answer': 'answer' });
  return get('/answer', { method: 'POST', body: JSON.stringify(value) });
}

describe('HTTP access', () => {
  it('[FN-69] follows the routes of the project', async () => {
    await put({ '/api': 'echo' });
    expect((await get('/api')).status).toBe(200);
    expect(await project.door('GET', 'http-access')).toEqual({
      routes: [{ path: '/api', functionName: 'echo' }],
    });
  });

  it('[FN-60] reaches no function without a route', async () => {
    await put({ '/hello': 'echo' });
    expect((await get('/echo')).status).toBe(404);
    expect((await get('/who')).status).toBe(404);
    expect((await get('/helloo')).status).toBe(404);
    expect((await get('/hello')).status).toBe(200);
    await put({});
    expect((await get('/hello')).status).toBe(404);
  });

  it('[FN-61] gives the request as the event', async () => {
    await put({ '/hello': 'echo' });
    const answer = await get('/hello/a%20b?x=1&y=2&y=3', {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'X-Own': 'v' },
      body: '{"a":"中"}',
    });
    expect(await answer.json()).toMatchObject({
      path: '/a b',
      httpMethod: 'PUT',
      headers: { 'content-type': 'application/json', 'x-own': 'v' },
      queryStringParameters: { x: '1', y: ['2', '3'] },
      requestContext: {
        envId: 'env-1',
        requestId: answer.headers.get('x-request-id'),
      },
      body: '{"a":"中"}',
      isBase64Encoded: false,
    });
  });

  it('[FN-61] gives bytes as base64', async () => {
    await put({ '/hello': 'echo' });
    const body = Buffer.from([0, 255, 1]);
    const headers = { 'content-type': 'application/octet-stream' };
    const answer = await get('/hello', { method: 'POST', headers, body });
    expect(await answer.json()).toMatchObject({
      body: body.toString('base64'),
      isBase64Encoded: true,
    });
  });

  it('[FN-62] answers text and numbers as text, objects as JSON, nothing as nothing', async () => {
    const seen = async (value: unknown) => {
      const reply = await answer(value);
      return [reply.headers.get('content-type'), await reply.text()];
    };
    const text = 'text/plain; charset=utf-8';
    const json = 'application/json; charset=utf-8';
    expect(await seen('hi')).toEqual([text, 'hi']);
    expect(await seen(5)).toEqual([text, '5']);
    expect(await seen(null)).toEqual([text, '']);
    expect(await seen({ foo: 'bar' })).toEqual([json, '{"foo":"bar"}']);
    expect(await seen([1])).toEqual([json, '[1]']);
  });

  it('[FN-62] lets a function shape status, headers and bytes', async () => {
    const reply = await answer({
      statusCode: 201,
      headers: { 'Content-Type': 'image/png', 'X-A': 1, 'Content-Length': 999 },
      isBase64Encoded: true,
      body: Buffer.from('png').toString('base64'),
    });
    expect(reply.status).toBe(201);
    expect(reply.headers.get('content-type')).toBe('image/png');
    expect(reply.headers.get('x-a')).toBe('1');
    expect(await reply.text()).toBe('png');
  });

  it.each([
    { statusCode: 'soon' },
    { statusCode: 200, headers: { 'bad name': 'x' } },
    { statusCode: 200, headers: { a: 'x\r\nSet-Cookie: y' } },
  ])('[FN-62] fails for a malformed response: %j', async (value) => {
    const reply = await answer(value);
    expect(reply.status).toBe(500);
    expect(await reply.json()).toMatchObject({
      code: 'FUNCTION_INVOCATION_FAILED',
    });
  });

  it('[FN-63] hands on what follows the route, or the whole path', async () => {
    const pathOf = async (path: string) => (await jsonOf(await get(path))).path;
    await put({ '/a': 'echo', '/b': { function: 'echo', wholePath: true } });
    expect(await pathOf('/a')).toBe('/');
    expect(await pathOf('/a/x/y')).toBe('/x/y');
    expect(await pathOf('/b/x')).toBe('/b/x');
    await project.door('PUT', 'switches', { httpAccessPath: 'full' });
    expect(await pathOf('/a/x')).toBe('/a/x');
    await project.door('PUT', 'switches', { httpAccessPath: 'rest' });
  });

  it('[FN-64] takes the longest route that the path begins with', async () => {
    await put({ '/': 'fails', '/bar': 'answer', '/bar/baz': 'echo' });
    expect((await get('/bar/baz/1')).headers.get('content-type')).toContain(
      'json'
    );
    expect(await (await get('/bar/bazaar')).text()).toBe('');
    expect((await get('/other')).status).toBe(500);
  });

  it("[FN-65] never stands before the cloud's own paths", async () => {
    expect(project.log).toContain(
      'route /admin is reserved: the cloud itself answers there'
    );
    for (const path of ['/admin', '/v1/x', '/__local', '/a b', 'x', '/a//b']) {
      expect(await put({ [path]: 'echo' })).toMatchObject({
        code: 'INVALID_PARAM',
      });
    }
    await put({ '/': 'echo' });
    expect(await (await get('/__local/health')).json()).toMatchObject({
      ok: true,
    });
    const { code } = await jsonOf(await get('/v1/nothing'));
    expect(code).toBe('NOT_FOUND');
  });

  it('[FN-66] tells of failures by the codes of the HTTP service', async () => {
    await put({ '/f': 'fails', '/h': 'hang', '/n': 'nowhere' });
    const seen = async (path: string) => {
      const reply = await get(path);
      return [reply.status, (await jsonOf(reply)).code];
    };
    expect(await seen('/f')).toEqual([500, 'FUNCTION_INVOCATION_FAILED']);
    expect(await seen('/h')).toEqual([504, 'FUNCTION_TIME_LIMIT_EXCEEDED']);
    expect(await seen('/n')).toEqual([404, 'FUNCTION_NOT_FOUND']);
  });

  it('[FN-66] so does the gateway', async () => {
    const failed = await project.call('fails');
    expect(failed.result).toMatchObject({
      code: 'FUNCTION_INVOCATION_FAILED',
      requestId: failed.requestId,
    });
    expect((await project.call('hang')).result).toMatchObject({
      code: 'FUNCTION_TIME_LIMIT_EXCEEDED',
    });
  });

  it('[FN-67] is anonymous, and with `auth` for who is signed in alone', async () => {
    await put({ '/open': 'who', '/closed': { function: 'who', auth: true } });
    const { accessToken } = await project.door('POST', 'identity', {
      uid: 'u-1',
    });
    const headers = { Authorization: `Bearer ${String(accessToken)}` };
    const open = await (await get('/open', { headers })).json();
    expect(open).toEqual({ TCB_SOURCE: 'http', same: true });
    expect((await get('/closed')).status).toBe(401);
    const forged = { Authorization: 'Bearer x.y.z' };
    expect((await get('/closed', { headers: forged })).status).toBe(401);
    const closed = await (await get('/closed', { headers })).json();
    expect(closed).toEqual({
      TCB_SOURCE: 'http',
      TCB_UUID: 'u-1',
      same: true,
    });
  });

  it('[FN-68] serves pages of this machine, not those of others', async () => {
    await put({ '/hello': 'answer' });
    const origin = 'http://localhost:5173';
    const near = await get('/hello', { headers: { origin } });
    expect(near.headers.get('access-control-allow-origin')).toBe(origin);
    const preflight = await get('/hello', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-headers': 'x-own' },
    });
    expect(preflight.status).toBe(204);
    expect(await statusFrom('https://evil.example')).toBe(403);
  });
});

/** `fetch` may refuse to send a foreign origin; this does send it. */
function statusFrom(origin: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(`${project.url}/hello`, { headers: { origin } });
    asked.on('response', (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    });
    asked.on('error', reject);
    asked.end();
  });
}
