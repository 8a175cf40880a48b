import { refuse } from '../../domain/errors';
import { admits, parseToken } from '../../domain/session/session';
import type { WebCaller } from './caller';
import { digestOf } from './digest';
import { get } from './documents';

/** One call asks once, however many of its steps want to know. */
const admitted = new WeakSet<WebCaller>();

/**
 * Whether he works in a session of ours: the platform's own token lives for
 * 30 days and can be copied. One read.
 * @throws SESSION_EXPIRED, SESSION_REPLACED
 */
export async function mustHaveSession(
  caller: WebCaller,
  staffId: string
): Promise<void> {
  if (admitted.has(caller)) return;
  const token = parseToken(caller.session ?? '');
  if (!token) refuse('SESSION_EXPIRED', 'no session');
  const session = await get('sessions', token.sessionId);
  const shown = { hash: digestOf(token.secret), staffId, uid: caller.me };
  if (admits(session, shown, Date.now())) {
    admitted.add(caller);
    return;
  }
  const replaced = session?.staffId === staffId && session.replaced;
  refuse(replaced ? 'SESSION_REPLACED' : 'SESSION_EXPIRED');
}
