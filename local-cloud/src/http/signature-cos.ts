import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

interface Signed {
  request: IncomingMessage;
  params: Record<string, unknown>;
}

/**
 * Recomputes the signature of tcb-admin-node, which signs `/admin` in the way
 * of Tencent's object storage:
 * `q-ak=…&q-sign-time=a;b&q-key-time=a;b&q-header-list=…&q-url-param-list=…&q-signature=…`
 */
export function isSignedAsCos(
  authorization: string,
  { request, params }: Signed,
  secret: { id: string; key: string }
): boolean {
  const given = new URLSearchParams(authorization);
  const field = (name: string): string => given.get(name) ?? '';
  if (field('q-ak') !== secret.id) return false;
  const signed = [
    (request.method ?? 'post').toLowerCase(),
    '/admin',
    canonical(params, field('q-url-param-list')),
    canonical(request.headers, field('q-header-list')),
    '',
  ].join('\n');
  const hash = createHash('sha1').update(signed).digest('hex');
  const text = ['sha1', field('q-sign-time'), hash, ''].join('\n');
  const key = hmac(secret.key, field('q-key-time'));
  return hmac(key, text) === field('q-signature');
}

/** `name=value` of the listed names, which are in lower case, sorted. */
function canonical(from: Record<string, unknown>, list: string): string {
  const names = new Set(list.split(';'));
  return Object.keys(from)
    .filter((name) => names.has(name.toLowerCase()))
    .sort()
    .map(
      (name) => `${escaped(name.toLowerCase())}=${escaped(asText(from[name]))}`
    )
    .join('&');
}

function asText(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const escaped = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
  );

const hmac = (key: string, text: string): string =>
  createHmac('sha1', key).update(text).digest('hex');
