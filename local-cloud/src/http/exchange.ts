import type { IncomingMessage, ServerResponse } from 'node:http';
import { CloudError } from '../kernel/errors';
import { parseJson } from '../values/decode';
import { isPlainObject } from '../values/keys';
import { DroppedConnection } from './services';

export const MOST_JSON = 6 * 1024 * 1024 + 64 * 1024;

/** One request and the means to answer it. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
  /** Decoded path without the query. */
  path: string;
  url: URL;
  /** Empty for a file, which is read from `request`. */
  body: Buffer;
}

/** @throws CloudError EXCEED_REQUEST_LIMIT */
export async function readExchange(
  request: IncomingMessage,
  response: ServerResponse
): Promise<Exchange> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const path = decodePath(url.pathname);
  // A file may be large: the front reads it as it comes.
  const isFile = path.startsWith('/cos/');
  const body = isFile ? Buffer.alloc(0) : await readBody(request, MOST_JSON);
  return {
    request,
    response,
    method: methodOf(request),
    path,
    url,
    body,
  };
}

/** `wx.request` knows no PATCH, so the SDK posts and names what it means. */
function methodOf({ method = 'GET', headers }: IncomingMessage): string {
  const meant = headers['x-http-method-override'];
  return method === 'POST' && meant === 'PATCH' ? meant : method;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new CloudError('INVALID_PARAM', 'the path is malformed');
  }
}

/** By events: an iterator costs more than the whole of a small request. */
function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
    });
    request.on('end', () => {
      if (size <= most) resolve(Buffer.concat(chunks));
      else reject(tooLarge());
    });
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete) reject(new DroppedConnection());
    });
  });
}

const tooLarge = (): CloudError =>
  new CloudError('EXCEED_REQUEST_LIMIT', 'the request is too large');

/** The body as a JSON object; an empty body is `{}`. */
export function jsonBody({ body }: Exchange): Record<string, unknown> {
  const value = jsonValue(body);
  if (isPlainObject(value)) return value;
  throw new CloudError('INVALID_PARAM', 'the body must be a JSON object');
}

export function jsonValue(body: Buffer): unknown {
  return body.length === 0 ? {} : parseJson(body.toString('utf8'));
}

export function sendJson(
  { response }: Exchange,
  value: unknown,
  status = 200
): void {
  const text = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': text.length,
  });
  response.end(text);
}

export function sendBytes(
  { response, method }: Exchange,
  contentType: string,
  body: Buffer
): void {
  response.writeHead(200, {
    'Content-Type': contentType,
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
  });
  response.end(method === 'HEAD' ? undefined : body);
}

/** The token of `Authorization: Bearer …`, or an empty text. */
export function bearerOf({ request }: Exchange): string {
  const [scheme, token] = (request.headers.authorization ?? '').split(/\s+/);
  return /^bearer$/i.test(scheme ?? '') ? (token ?? '') : '';
}
