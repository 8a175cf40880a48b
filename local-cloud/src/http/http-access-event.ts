import { isUtf8 } from 'node:buffer';
import type { Exchange } from './exchange';

const TEXT =
  /^(text\/|application\/([\w.+-]*\+)?(json|xml|javascript|graphql)\b|application\/x-www-form-urlencoded)/i;

/** A request as an event function gets it (集成请求). */
export interface HttpAccessEvent {
  path: string;
  httpMethod: string;
  headers: Record<string, string>;
  /** A list where a key stands more than once. */
  queryStringParameters: Record<string, string | string[]>;
  requestContext: {
    requestId: string;
    envId: string;
    appId: number;
    uin: number;
  };
  body: string;
  isBase64Encoded: boolean;
}

export function httpAccessEvent(
  { method, request, url, body }: Exchange,
  path: string,
  context: { requestId: string; envId: string }
): HttpAccessEvent {
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  const isText = isTextBody(request.headers['content-type'], body);
  return {
    path,
    httpMethod: method,
    headers: Object.fromEntries(headers) as Record<string, string>,
    queryStringParameters: queryOf(url),
    requestContext: { ...context, appId: 0, uin: 0 },
    body: body.toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: !isText,
  };
}

function queryOf(url: URL): HttpAccessEvent['queryStringParameters'] {
  const keys = [...new Set(url.searchParams.keys())];
  const entries = keys.map((key) => {
    const values = url.searchParams.getAll(key);
    return [key, values.length > 1 ? values : (values[0] ?? '')];
  });
  return Object.fromEntries(
    entries
  ) as HttpAccessEvent['queryStringParameters'];
}

function isTextBody(contentType: string | undefined, body: Buffer): boolean {
  if (body.length === 0) return true;
  return (!contentType || TEXT.test(contentType)) && isUtf8(body);
}
