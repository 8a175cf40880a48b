import { timingSafeEqual } from 'node:crypto';
import { sign } from '@cloudbase/signature-nodejs';
import { CloudError } from '../kernel/errors';
import type { Exchange } from './exchange';
import { isSignedAsCos } from './signature-cos';

/** What the server SDKs are given as SecretId and SecretKey. */
export const SECRET = { id: 'local', key: 'local' } as const;
/** What they may be given instead as `accessKey`. */
export const API_KEY = 'local';

/**
 * Recomputes the TC3 signature of a server SDK's request.
 * @throws CloudError SIGN_PARAM_INVALID
 */
export function verifySignature(
  exchange: Exchange,
  params: Record<string, unknown>
): void {
  const { request } = exchange;
  const given = request.headers.authorization ?? '';
  if (given.startsWith('Bearer ')) return verifyApiKey(given.slice(7));
  if (given === '') return verifyOldSignature(exchange, params);
  const parts = /SignedParams=([^,]*), SignedHeaders=([^,]*)/.exec(given);
  if (!parts || !given.includes(`Credential=${SECRET.id}/`)) {
    throw refused('unknown SecretId, or no signature');
  }
  const { authorization } = sign({
    secretId: SECRET.id,
    secretKey: SECRET.key,
    // The SDK signs the method in lower case.
    method: (request.method ?? 'post').toLowerCase(),
    url: `http://${request.headers.host}${request.url}`,
    // tcb-admin-node adds parameters when it has signed.
    params: pick(params, parts[1]!),
    headers: pick(request.headers, parts[2]!),
    withSignedParams: true,
    timestamp: Number(request.headers['x-timestamp']),
  });
  // Older SDKs list empty parameters too, which are not hashed.
  if (!same(hashOf(authorization), hashOf(given))) {
    throw refused('the signature is wrong');
  }
}

/** tcb-admin-node 1 signs as COS does; the signature is a parameter. */
function verifyOldSignature(
  { request }: Exchange,
  params: Record<string, unknown>
): void {
  const given = String(params.authorization ?? '');
  if (!isSignedAsCos(given, { request, params }, SECRET)) {
    throw refused('unknown SecretId, or no signature');
  }
}

/** The listed ones; the list is in lower case. */
function pick(
  from: Record<string, unknown>,
  list: string
): Record<string, unknown> {
  const names = new Set(list.split(';'));
  const kept = Object.entries(from).filter(([name]) =>
    names.has(name.toLowerCase())
  );
  return Object.fromEntries(kept);
}

const hashOf = (authorization: string): string =>
  /Signature=([0-9a-f]+)$/.exec(authorization)?.[1] ?? '';

function verifyApiKey(key: string): void {
  if (!same(key, API_KEY)) throw refused('the API key is wrong');
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const refused = (detail: string): CloudError =>
  new CloudError('SIGN_PARAM_INVALID', 'the signature is invalid', detail);
