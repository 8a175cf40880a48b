import type { WatchInfo } from '../kernel/services';
import type { Groups } from './groups';
import type { Subscription } from './subscription';

/** A watch as the door shows it. */
export function watchInfo(
  subscription: Subscription,
  groups: Groups
): WatchInfo {
  const { group, caller } = subscription;
  const { openid, uid } = caller ?? {};
  return {
    watchId: subscription.watchId,
    collection: group.collection,
    query: group.query,
    filter: group.filter,
    order: group.sort,
    ...(group.limit !== undefined && { limit: group.limit }),
    caller: { ...(openid && { openid }), ...(uid && { uid }) },
    connected: subscription.session !== null,
    group: group.id,
    documents: group.tracker.size(),
    frames: subscription.frames,
    bytes: subscription.bytes,
    behind: group.number - subscription.sent,
    access: groups.accessOf(group),
  };
}
