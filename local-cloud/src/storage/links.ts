import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../kernel/clock';

/** Capabilities for one path and method that end by the cloud's clock. */
export interface Links {
  sign(path: string, method: string, maxAgeSeconds: number): string;
  verify(path: string, method: string, signature: string): boolean;
}

/** The capability is `<expiry>-<hmac>`, safe in a query and in a header. */
export function createLinks(secret: Buffer, clock: Clock): Links {
  const digest = (path: string, method: string, expiry: number): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify([method, path, expiry]))
      .digest('hex');

  return {
    sign(path, method, maxAgeSeconds) {
      const expiry = clock.now() + Math.floor(maxAgeSeconds * 1_000);
      return `${expiry}-${digest(path, method, expiry)}`;
    },
    verify(path, method, signature) {
      const [, expiry, given] = /^(\d+)-([\da-f]{64})$/.exec(signature) ?? [];
      if (!expiry || !given || Number(expiry) < clock.now()) return false;
      const wanted = digest(path, method, Number(expiry));
      return timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
    },
  };
}
