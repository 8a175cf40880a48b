import type { IncomingMessage } from 'node:http';
import { isForeignPage } from '../http/loopback';
import { CloudError } from '../kernel/errors';

/** No cache keeps what the door says, and no page reads it as a script. */
export const NOT_CACHED: readonly [string, string][] = [
  ['Cache-Control', 'no-store'],
  ['X-Content-Type-Options', 'nosniff'],
];

/**
 * Only this machine's programs and the pages that it serves use the door. A
 * page on another port of this machine is the one being developed, and its
 * doubles of the client need the door; it is let in like any other program
 * here. A page from elsewhere is refused, also where it sends no Origin: an
 * image or a script of the door's address says so in Sec-Fetch-Site.
 * @throws CloudError FORBIDDEN
 */
export function assertOwnPage(request: IncomingMessage): void {
  if (!isForeignPage(request) && !isEmbeddedElsewhere(request)) return;
  throw new CloudError('FORBIDDEN', 'the door is for this machine alone');
}

/** A link that a person follows is no embedding: `navigate` to a document. */
export function isEmbeddedElsewhere({ headers }: IncomingMessage): boolean {
  if (headers.origin !== undefined) return false;
  if (headers['sec-fetch-site'] !== 'cross-site') return false;
  return headers['sec-fetch-dest'] !== 'document';
}
