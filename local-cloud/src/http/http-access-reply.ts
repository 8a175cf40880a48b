import { validateHeaderName, validateHeaderValue } from 'node:http';
import { CloudError } from '../kernel/errors';
import { isPlainObject } from '../values/keys';

/** An HTTP response. */
export interface HttpReply {
  status: number;
  headers: [name: string, value: string | string[]][];
  body: Buffer;
}

const TEXT = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
/** Belong to the connection, not to the function. */
const NOT_THEIRS = ['connection', 'content-length', 'transfer-encoding'];

/**
 * What a function returned as an HTTP response: an object with `statusCode`
 * is one already (集成响应), other objects are JSON, the rest is plain text.
 * @throws CloudError FUNCTION_INVOCATION_FAILED for one that is malformed
 */
export function httpReplyOf(result: unknown): HttpReply {
  if (isPlainObject(result) && 'statusCode' in result) return shaped(result);
  if (result === null || result === undefined) return reply(TEXT, '');
  if (typeof result === 'object') {
    return reply(JSON_TYPE, JSON.stringify(result));
  }
  return reply(TEXT, String(result));
}

function reply(contentType: string, text: string): HttpReply {
  const body = Buffer.from(text);
  return { status: 200, headers: [['content-type', contentType]], body };
}

function shaped(result: Record<string, unknown>): HttpReply {
  const status = Number(result.statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw malformed(`statusCode ${String(result.statusCode)}`);
  }
  const given = isPlainObject(result.headers) ? result.headers : {};
  const headers = Object.entries(given).flatMap(([name, value]) =>
    NOT_THEIRS.includes(name.toLowerCase()) ? [] : [header(name, value)]
  );
  const { body = '', isBase64Encoded } = result;
  const isText = typeof body === 'string';
  if (!headers.some(([name]) => name.toLowerCase() === 'content-type')) {
    headers.push(['content-type', isText ? TEXT : JSON_TYPE]);
  }
  const text = isText ? body : JSON.stringify(body);
  const encoding = isBase64Encoded === true ? 'base64' : 'utf8';
  return { status, headers, body: Buffer.from(text, encoding) };
}

function header(name: string, value: unknown): HttpReply['headers'][number] {
  const values = (Array.isArray(value) ? value : [value]).map(String);
  try {
    validateHeaderName(name);
    for (const one of values) validateHeaderValue(name, one);
  } catch (error) {
    throw malformed(`header ${name}: ${(error as Error).message}`);
  }
  return [name, Array.isArray(value) ? values : (values[0] ?? '')];
}

function malformed(what: string): CloudError {
  return new CloudError(
    'FUNCTION_INVOCATION_FAILED',
    'invalid integration response',
    `the function's response is malformed: ${what}`
  );
}
