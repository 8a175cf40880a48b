import type { IncomingMessage, ServerResponse } from 'node:http';
import { CloudError } from '../kernel/errors';
import { parseJson } from '../values/decode';
import { isPlainObject } from '../values/keys';

export const MOST_JSON = 6 * 1024 * 1024 + 64 * 1024;
export const MOST_FILE = 100 * 1024 * 1024;

/** One request and the means to answer it. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
  /** Decoded path without the query. */
  path: string;
  url: URL;
  body: Buffer;
}

/** @throws CloudError EXCEED_REQUEST_LIMIT */
export async function readExchange(
  request: IncomingMessage,
  response: ServerResponse
): Promise<Exchange> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const path = decodePath(url.pathname);
  const most = path.startsWith('/cos/') ? MOST_FILE : MOST_JSON;
  const body = await readBody(request, most);
  return {
    request,
    response,
    method: request.method ?? 'GET',
    path,
    url,
    body,
  };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new CloudError('INVALID_PARAM', 'the path is malformed');
  }
}

async function readBody(
  request: IncomingMessage,
  most: number
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
  }
  if (size > most) {
    throw new CloudError('EXCEED_REQUEST_LIMIT', 'the request is too large');
  }
  return Buffer.concat(chunks);
}

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
