import { request, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import { isPublic, publicLookup } from '../platform/public-address';

const PATIENCE_MS = 8_000;

const PUBLIC: RequestOptions = { lookup: publicLookup };

/**
 * Posts JSON over https to a public address, and nothing else: no redirect is
 * followed, no answer is read.
 * @param connection how a name becomes a connection; tests have no other way
 *   to be the receiver, since this machine is not public
 * @throws what went wrong; never the address, which may hold a secret
 */
export async function postAlert(
  url: string,
  body: unknown,
  connection = PUBLIC
): Promise<void> {
  const to = new URL(url);
  const host = to.hostname.replace(/^\[|\]$/g, '');
  // A literal address is never looked up.
  if (to.protocol !== 'https:' || (isIP(host) !== 0 && !isPublic(host))) {
    throw new Error('webhook: not a public https address');
  }
  const status = await new Promise<number>((resolve, reject) => {
    const sent = request(
      to,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...connection,
      },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      }
    );
    sent.on('error', () => reject(new Error('webhook: no answer')));
    sent.end(JSON.stringify(body));
  });
  if (status >= 300) throw new Error(`webhook: answered ${status}`);
}
