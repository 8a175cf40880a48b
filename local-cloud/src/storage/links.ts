import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../kernel/clock';
import type { Links, UploadGrant } from '../kernel/services';
import { isPlainObject } from '../values/keys';

const UPLOAD_SECONDS = 900;

interface Claims extends UploadGrant {
  path: string;
  expiry: number;
  token: string;
}

export function createLinks(secret: Buffer, clock: Clock): Links {
  const digest = (use: 'GET' | 'PUT', text: string): string =>
    createHmac('sha256', secret).update(`${use}\n${text}`).digest('hex');

  const downloadText = (path: string, expiry: number): string =>
    JSON.stringify([path, expiry]);

  return {
    signDownload(path, maxAgeSeconds) {
      const expiry = clock.now() + Math.floor(maxAgeSeconds * 1_000);
      return `${expiry}-${digest('GET', downloadText(path, expiry))}`;
    },
    isDownload(path, signature) {
      const [, expiry, given] = /^(\d+)-([\da-f]{64})$/.exec(signature) ?? [];
      if (!expiry || !given || Number(expiry) < clock.now()) return false;
      return same(given, digest('GET', downloadText(path, Number(expiry))));
    },
    signUpload(path, grant) {
      const token = randomBytes(16).toString('hex');
      const expiry = clock.now() + UPLOAD_SECONDS * 1_000;
      const claims: Claims = { ...grant, path, expiry, token };
      const text = Buffer.from(JSON.stringify(claims)).toString('base64url');
      return { authorization: `${text}.${digest('PUT', text)}`, token };
    },
    readUpload(path, authorization, token) {
      const [, text, given] =
        /^([\w-]+)\.([\da-f]{64})$/.exec(authorization) ?? [];
      if (!text || !given || !same(given, digest('PUT', text))) return null;
      const claims = claimsOf(text);
      const fits =
        claims?.path === path &&
        claims.token === token &&
        claims.expiry >= clock.now();
      if (!fits) return null;
      const { owner, contentLength, contentType } = claims;
      return { owner, contentLength, contentType };
    },
  };
}

/** Only of a text whose digest was right. */
function claimsOf(text: string): Claims | null {
  const claims: unknown = JSON.parse(
    Buffer.from(text, 'base64url').toString('utf8')
  );
  return isPlainObject(claims) ? (claims as unknown as Claims) : null;
}

function same(given: string, wanted: string): boolean {
  return timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
}
