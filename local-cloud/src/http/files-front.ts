import { randomUUID } from 'node:crypto';
import { CloudError } from '../kernel/errors';
import type { UploadGrant } from '../kernel/services';
import type { Exchange } from './exchange';
import { readFormUpload } from './form-upload';
import { sendFile } from './send-file';
import { DroppedConnection, type Services } from './services';
import type { Front } from './server';
import { assertSize } from './upload-size';

const PREFIX = '/cos/';
const EXPOSED =
  'ETag, Content-Length, Content-Range, Last-Modified, x-cos-request-id';

/** Bytes on their way in and the capability they come with. */
export interface ObjectUpload {
  authorization: string;
  token: string;
  contentType: string;
  /** Bytes, where the request says it. */
  contentLength?: number;
  body: AsyncIterable<Buffer>;
  /** The status that the client takes for success. */
  success: number;
  /** The path as a form names it. */
  key?: string;
}

/** The object store: PUT, POST and GET with the capability of a link. */
export function filesFront(services: Services): Front {
  return async (exchange) => {
    if (!exchange.path.startsWith(PREFIX)) return false;
    const path = exchange.path.slice(PREFIX.length);
    exchange.response.setHeader('Access-Control-Expose-Headers', EXPOSED);
    try {
      await serve(services, exchange, path);
    } catch (error) {
      answerError(services, exchange, error);
    }
    return true;
  };
}

async function serve(
  services: Services,
  exchange: Exchange,
  path: string
): Promise<void> {
  const { method } = exchange;
  if (method === 'PUT') {
    return receive(services, exchange, path, headerUpload(exchange));
  }
  if (method === 'POST') {
    const form = await readFormUpload(exchange);
    if (!form) return fail(exchange, 400, 'MalformedPOSTRequest');
    return receive(services, exchange, path || (form.key ?? ''), form);
  }
  if (method === 'GET' || method === 'HEAD') {
    return deliver(services, exchange, path);
  }
  fail(exchange, 405, 'MethodNotAllowed');
}

function headerUpload({ request }: Exchange): ObjectUpload {
  const { headers } = request;
  const length = headers['content-length'];
  return {
    authorization: String(headers.authorization ?? headers.signature ?? ''),
    token: String(headers['x-cos-security-token'] ?? ''),
    contentType: headers['content-type'] ?? 'application/octet-stream',
    ...(length !== undefined && { contentLength: Number(length) }),
    body: request,
    success: 200,
  };
}

async function receive(
  { storage, faults, switches }: Services,
  exchange: Exchange,
  path: string,
  upload: ObjectUpload
): Promise<void> {
  const told = storage.readUpload(path, upload.authorization, upload.token);
  const exact = switches().announcedLength === 'enforced';
  const grant = told && (exact ? told : { ...told, contentLength: undefined });
  if (!grant || !agrees(grant, upload)) {
    return fail(exchange, 403, 'AccessDenied');
  }
  await faults.enter('storage.put', grant.owner);
  const body = assertSize(upload, grant.contentLength);
  const { contentType } = upload;
  const entry = await storage.put(path, body, contentType, grant.owner);
  faults.written('storage.put');
  // The SDK parses a body as XML, so there must be none.
  exchange.response.writeHead(upload.success, {
    ETag: `"${entry.etag}"`,
    ...(upload.success !== 204 && { 'Content-Length': 0 }),
  });
  exchange.response.end();
}

/** What the client had to say beforehand is what it sends. */
function agrees(grant: UploadGrant, upload: ObjectUpload): boolean {
  const { contentLength, contentType } = upload;
  const sameLength =
    grant.contentLength === undefined ||
    contentLength === undefined ||
    grant.contentLength === contentLength;
  // A browser adds a charset of its own.
  const sameType =
    grant.contentType === undefined ||
    bareType(grant.contentType) === bareType(contentType);
  return sameLength && sameType;
}

const bareType = (type: string): string =>
  (type.split(';')[0] ?? '').trim().toLowerCase();

async function deliver(
  { storage, faults }: Services,
  exchange: Exchange,
  path: string
): Promise<void> {
  const signature = exchange.url.searchParams.get('sign') ?? '';
  const allowed =
    storage.isDownload(path, signature) || storage.mayRead(path, null);
  if (!allowed) return fail(exchange, 403, 'AccessDenied');
  await faults.enter('storage.get', null);
  const entry = storage.stat(path);
  if (!entry) return fail(exchange, 404, 'NoSuchKey');
  await sendFile(exchange, entry, (range) => storage.open(path, range));
}

function answerError(
  { log }: Services,
  exchange: Exchange,
  error: unknown
): void {
  if (error instanceof DroppedConnection) throw error;
  if (exchange.response.headersSent || exchange.request.destroyed) {
    exchange.response.destroy();
    return;
  }
  if (error instanceof CloudError) return fail(exchange, 400, error.code);
  log(`InternalError: ${(error as Error).stack ?? String(error)}`);
  fail(exchange, 500, 'InternalError');
}

/** The server SDK reads all four fields, and takes a missing one badly. */
function fail(
  { request, response, method }: Exchange,
  status: number,
  code: string
): void {
  // What is still to come of a form would wait for ever for its reader.
  request.unpipe();
  request.resume();
  const id = randomUUID();
  const fields = { Code: code, Message: code, RequestId: id, TraceId: id };
  const text = Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');
  response.writeHead(status, {
    'Content-Type': 'application/xml',
    'x-cos-request-id': id,
  });
  response.end(method === 'HEAD' ? undefined : `<Error>${text}</Error>`);
}
