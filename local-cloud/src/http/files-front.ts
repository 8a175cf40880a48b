import type { ClientCaller } from '../kernel/caller';
import { sendBytes, type Exchange } from './exchange';
import type { Services } from './services';
import type { Front } from './server';

const PREFIX = '/cos/';

/** The object store: PUT and GET with the capability of a signed link. */
export function filesFront(services: Services): Front {
  return async (exchange) => {
    if (!exchange.path.startsWith(PREFIX)) return false;
    const path = exchange.path.slice(PREFIX.length);
    const { method } = exchange;
    if (method === 'PUT') await upload(services, exchange, path);
    else if (method === 'GET' || method === 'HEAD') {
      await download(services, exchange, path);
    } else fail(exchange, 405, 'MethodNotAllowed');
    return true;
  };
}

async function upload(
  services: Services,
  exchange: Exchange,
  path: string
): Promise<void> {
  const { headers } = exchange.request;
  const given = String(headers.authorization ?? headers.signature ?? '');
  if (!services.storage.verify(path, 'PUT', given)) {
    return fail(exchange, 403, 'AccessDenied');
  }
  const owner = ownerOf(services, headers['x-cos-security-token']);
  await services.faults.enter('storage.put', owner);
  await services.storage.put(
    path,
    exchange.body,
    headers['content-type'] ?? 'application/octet-stream',
    owner
  );
  // The SDK parses a body as XML, so there must be none.
  exchange.response.writeHead(200, { 'Content-Length': 0 });
  exchange.response.end();
}

async function download(
  services: Services,
  exchange: Exchange,
  path: string
): Promise<void> {
  const signature = exchange.url.searchParams.get('sign') ?? '';
  const { storage } = services;
  const allowed =
    storage.verify(path, 'GET', signature) || storage.mayRead(path, null);
  if (!allowed) return fail(exchange, 403, 'AccessDenied');
  await services.faults.enter('storage.get', null);
  const file = await storage.read(path);
  if (!file) return fail(exchange, 404, 'NoSuchKey');
  sendBytes(exchange, file.entry.contentType, file.body);
}

function ownerOf(services: Services, token: unknown): ClientCaller | null {
  if (typeof token !== 'string' || token === '') return null;
  return services.tokens.callerOfWatch(token);
}

function fail({ response }: Exchange, status: number, code: string): void {
  response.writeHead(status, { 'Content-Type': 'application/xml' });
  response.end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}
