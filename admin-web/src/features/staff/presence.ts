import { Presence } from '../../../../domain/staff/schema';
import { DESK_COPY } from '../../../../domain/ui/copy/desk';
import type { PresenceState } from '../../../../domain/values/states';

export const PRESENCE_NAMES: Record<PresenceState, string> = {
  online: DESK_COPY.presenceOnline,
  busy: DESK_COPY.presenceBusy,
  break: DESK_COPY.presenceBreak,
  offline: DESK_COPY.presenceOffline,
};

/** Documents as a watch delivers them; what does not fit is left out. */
export function readPresence(documents: unknown[]): Map<string, Presence> {
  const byStaff = new Map<string, Presence>();
  for (const document of documents) {
    const parsed = Presence.safeParse(document);
    if (parsed.success) byStaff.set(parsed.data._id, parsed.data);
  }
  return byStaff;
}
