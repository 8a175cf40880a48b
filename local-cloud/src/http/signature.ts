import { timingSafeEqual } from 'node:crypto';
import { sign } from '@cloudbase/signature-nodejs';
import { CloudError } from '../kernel/errors';
import type { Exchange } from './exchange';

/** What the server SDKs are given as SecretId and SecretKey. */
export const SECRET = { id: 'local', key: 'local' } as const;
/** What they may be given instead as `accessKey`. */
export const API_KEY = 'local';

/**
 * Recomputes the TC3 signature of a server SDK's request.
 * @throws CloudError SIGN_PARAM_INVALID
 */
export function verifySignature(
  { request }: Exchange,
  params: Record<string, unknown>
): void {
  const given = request.headers.authorization ?? '';
  if (given.startsWith('Bearer ')) return verifyApiKey(given.slice(7));
  const credential = /Credential=([^/,\s]+)\//.exec(given)?.[1];
  const signed = /SignedHeaders=([^,\s]+)/.exec(given)?.[1];
  if (credential !== SECRET.id || !signed) {
    throw refused('unknown SecretId, or no signature');
  }
  const headers: Record<string, unknown> = {};
  for (const name of signed.split(';')) headers[name] = request.headers[name];
  const { authorization } = sign({
    secretId: SECRET.id,
    secretKey: SECRET.key,
    // The SDK signs the method in lower case.
    method: (request.method ?? 'post').toLowerCase(),
    url: `http://${request.headers.host}${request.url}`,
    params,
    headers,
    withSignedParams: true,
    timestamp: Number(request.headers['x-timestamp']),
  });
  if (!same(authorization, given)) throw refused('the signature is wrong');
}

function verifyApiKey(key: string): void {
  if (!same(key, API_KEY)) throw refused('the API key is wrong');
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const refused = (detail: string): CloudError =>
  new CloudError('SIGN_PARAM_INVALID', 'the signature is invalid', detail);
