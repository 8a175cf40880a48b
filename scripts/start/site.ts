import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import sirv from 'sirv';
import { ROOT } from '../lib/repository';

/** What the pages may ask of the process that serves them. */
export interface SiteApi {
  /** Answers `GET /stage-api/<name>`. */
  get: Record<string, (query: URLSearchParams) => Promise<unknown>>;
  /** Answers `POST /stage-api/<name>`. */
  post: Record<string, (body: unknown) => Promise<unknown>>;
  /** Answers `GET /admin/config.json`. */
  adminConfig?: () => unknown;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * One address for everything people look at. Bound to the loopback interface,
 * and deaf to other names and other sites: what it can do (kill the cloud, show
 * passwords of the demo) is for this machine only.
 */
export function createSite(api: () => SiteApi, port: number): Server {
  const servePage = pages();
  return createServer((request, response) => {
    if (!isOurs(request, port)) return answer(response, 403, {});
    const run = handlerOf(api(), request);
    if (!run) return servePage(request, response);
    run().then(
      (result) => answer(response, 200, result ?? {}),
      (error: unknown) => {
        console.error(error);
        answer(response, 500, {});
      }
    );
  });
}

function handlerOf(
  api: SiteApi,
  request: IncomingMessage
): (() => Promise<unknown>) | null {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname === '/admin/config.json' && api.adminConfig) {
    const { adminConfig } = api;
    return async () => adminConfig();
  }
  const name = /^\/stage-api\/([a-z-]+)$/.exec(url.pathname)?.[1];
  if (name === undefined) return null;
  const get = Object.hasOwn(api.get, name) && api.get[name];
  if (get && request.method === 'GET') return () => get(url.searchParams);
  const post = Object.hasOwn(api.post, name) && api.post[name];
  if (post && request.method === 'POST') {
    return async () => post(JSON.parse(await text(request)));
  }
  return null;
}

function pages(): Handler {
  const serve = (folder: string) =>
    sirv(path.join(ROOT, folder), { dev: true, etag: true });
  const mounts: [prefix: string, handler: ReturnType<typeof serve>][] = [
    ['/phone', serve('h5/dist')],
    ['/admin', serve('admin-web/dist')],
    ['', serve('h5/stage/dist')],
  ];
  return (request, response) => {
    const url = request.url ?? '/';
    const notFound = () => answer(response, 404, {});
    const mount = mounts.find(
      ([prefix]) => url === prefix || url.startsWith(`${prefix}/`)
    );
    if (!mount) return notFound();
    const [prefix, handler] = mount;
    if (url === prefix) {
      response.writeHead(302, { location: `${prefix}/` }).end();
      return;
    }
    request.url = url.slice(prefix.length);
    handler(request, response, notFound);
  };
}

/** A page elsewhere could otherwise post here, or reach us by another name. */
function isOurs({ headers, method }: IncomingMessage, port: number): boolean {
  const names = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!names.includes(headers.host ?? '')) return false;
  if (method === 'GET' || method === 'HEAD') return true;
  return names.some((name) => headers.origin === `http://${name}`);
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}
