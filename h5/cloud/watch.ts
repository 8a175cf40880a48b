import { failureOf, toCloudError } from './cloud-errors';
import { reviveDates } from './revive';
import type { SdkQuery, SdkSnapshot } from './sdk-types';
import type { Session } from './session';

export interface WatchHandlers {
  onChange(snapshot: WatchSnapshot): void;
  onError(error: unknown): void;
}

export interface WatchSnapshot {
  id: number;
  /** `init` on the first one, also when it is not empty. */
  type?: 'init';
  docs: unknown[];
  docChanges: Record<string, unknown>[];
}

/**
 * A watch in `wx.cloud`'s shape. js-sdk names the first snapshot differently
 * and tells a fatal error twice; after an error this one is silent.
 */
export function openWatch(
  query: SdkQuery,
  session: Session,
  handlers: WatchHandlers
): { close(): Promise<void> } {
  let over = false;
  let listener: { close(): unknown } | undefined;
  const fail = (error: unknown) => {
    if (over) return;
    over = true;
    handlers.onError(toCloudError('collection.watch', failureOf(error)));
  };
  const start = () => {
    if (over) return;
    listener = query.watch({
      onChange: (snapshot) => {
        if (!over) handlers.onChange(translate(snapshot));
      },
      onError: fail,
    });
  };
  session.ensure().then(start).catch(fail);
  return {
    close: async () => {
      over = true;
      await listener?.close();
    },
  };
}

function translate(snapshot: SdkSnapshot): WatchSnapshot {
  const first = snapshot.type === 'init' || snapshot.msgType === 'INIT_EVENT';
  return {
    id: snapshot.id,
    ...(first ? { type: 'init' } : {}),
    docs: reviveDates(snapshot.docs) as unknown[],
    docChanges: reviveDates(snapshot.docChanges) as Record<string, unknown>[],
  };
}
