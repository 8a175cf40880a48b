import type { IncomingMessage } from 'node:http';

const LOOPBACK_HOST = /^(127(\.\d{1,3}){3}|localhost|\[::1\])(:\d+)?$/i;
const LOOPBACK_ADDRESS = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Only this machine may talk to the local cloud. A foreign Host header on a
 * loopback connection is a web page that had its name pointed here.
 */
export function isLoopback(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress ?? '';
  return (
    LOOPBACK_ADDRESS.test(address) &&
    LOOPBACK_HOST.test(request.headers.host ?? '')
  );
}

/** The page's origin when it is served from this machine, else null. */
export function loopbackOrigin(request: IncomingMessage): string | null {
  const { origin } = request.headers;
  if (!origin) return null;
  const host = origin.replace(/^https?:\/\//, '');
  return LOOPBACK_HOST.test(host) ? origin : null;
}

/** A page from elsewhere, in the developer's browser, is behind this. */
export function isForeignPage(request: IncomingMessage): boolean {
  return request.headers.origin !== undefined && !loopbackOrigin(request);
}
