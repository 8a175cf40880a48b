import { createServer, type RequestOptions, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alertBody } from '../../domain/health/words';
import type { Health } from '../../domain/health/schema';
import { postAlert } from './post-alert';

const SECRET = 'key-of-the-robot';
const psk = Buffer.from('shared by both ends of this test');
/** TLS by a shared key: neither end needs a certificate. */
const TLS = { ciphers: 'PSK', maxVersion: 'TLSv1.2' } as const;
const HERE: RequestOptions & { pskCallback(): unknown } = {
  ...TLS,
  pskCallback: () => ({ psk, identity: 'robot' }),
  checkServerIdentity: () => undefined,
  lookup: (_host, { all }, done) =>
    all
      ? done(null, [{ address: '127.0.0.1', family: 4 }])
      : done(null, '127.0.0.1', 4),
};

const clear = { count: 0, oldestAt: null };
const HEALTH: Health = {
  at: 1_000,
  failures: [{ hour: 0, action: 'desk.list', count: 6 }],
  pushes: { attempted: 40, failed: 30, failureRate: 0.75 },
  backlog: { messages: clear, arrivals: clear, jobs: clear, pushes: clear },
  tasks: [],
};
const BODY = alertBody(['failures', 'pushes'], HEALTH, 1_000);

interface Received {
  method?: string;
  path?: string;
  type?: string;
  body: unknown;
}
let received: Received[] = [];
let answer: (response: ServerResponse) => void;
let server: Server;
let robot = '';

async function take(request: IncomingMessage, response: ServerResponse) {
  let text = '';
  for await (const piece of request) text += String(piece);
  received.push({
    method: request.method,
    path: request.url,
    type: request.headers['content-type'],
    body: JSON.parse(text) as unknown,
  });
  answer(response);
}

beforeAll(async () => {
  const options = { ...TLS, pskCallback: () => psk };
  server = createServer(options, (request, response) => {
    void take(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  robot = `https://localhost:${port}/send?key=${SECRET}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  received = [];
  answer = (response) => response.end('{"errcode":0}');
});

const failure = async (url: string, connection?: RequestOptions) => {
  const why = await postAlert(url, BODY, connection).catch(String);
  expect(why).not.toContain(SECRET);
  return why;
};

describe('[A-P05] the alert that is posted', () => {
  it('arrives once, as a robot of a WeCom group takes it, and names nobody', async () => {
    await postAlert(robot, BODY, HERE);
    expect(received).toEqual([
      {
        method: 'POST',
        path: `/send?key=${SECRET}`,
        type: 'application/json',
        body: {
          msgtype: 'text',
          text: {
            content:
              '【客服系统告警】\n· 云函数出错\n· 订阅消息发送失败率过高\n近 24 小时：函数出错 6 次，订阅消息失败 30/40',
          },
          problems: ['failures', 'pushes'],
          at: 1_000,
        },
      },
    ]);
  });

  it('[A-N20] follows no redirect, and tells an answer that is not a yes', async () => {
    answer = (response) => {
      response.writeHead(302, { location: robot }).end();
    };
    expect(await failure(robot, HERE)).toContain('answered 302');
    answer = (response) => response.writeHead(500).end();
    expect(await failure(robot, HERE)).toContain('answered 500');
    expect(received).toHaveLength(2);
  });

  it('gives up where nobody answers', async () => {
    answer = () => undefined;
    const soon = { ...HERE, signal: AbortSignal.timeout(200) };
    expect(await failure(robot, soon)).toContain('no answer');
    expect(received).toHaveLength(1);
  });

  it('[A-N20] goes to nothing inside, by address or by name', async () => {
    const { port } = new URL(robot);
    const inside = [
      robot,
      `https://127.0.0.1:${port}/`,
      `https://[::1]:${port}/`,
      `http://localhost:${port}/`,
    ];
    for (const url of inside) expect(await failure(url)).toMatch(/webhook: /);
    expect(received).toEqual([]);
  });
});
