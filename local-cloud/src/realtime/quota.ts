import { CloudError } from '../kernel/errors';
import { switchesOf, type RealtimeOptions } from './options';
import type { Session } from './session';

const exceeded = (): CloudError =>
  new CloudError('EXCEED_REQUEST_LIMIT', 'maximum connections exceed');

/** @throws CloudError EXCEED_REQUEST_LIMIT */
export function refuseWhenOff(options: RealtimeOptions): void {
  if (!switchesOf(options).watchEnabled) throw exceeded();
}

/**
 * Refuses one more watch on this socket where there is no place for it.
 * @throws CloudError EXCEED_REQUEST_LIMIT
 */
export function refuseByQuota(
  session: Session,
  sessions: Iterable<Session>,
  options: RealtimeOptions
): void {
  const { connectionQuota, quotaCounts, watchesPerSocket } =
    switchesOf(options);
  const own = session.watches.size;
  if (own >= watchesPerSocket) {
    options.log?.(`a socket may hold ${watchesPerSocket} watches at most`);
    throw exceeded();
  }
  const perSocket = quotaCounts === 'sockets';
  if (perSocket && own > 0) return;
  let taken = 0;
  for (const { watches } of sessions) {
    taken += perSocket ? Math.min(watches.size, 1) : watches.size;
  }
  if (taken >= connectionQuota) throw exceeded();
}
