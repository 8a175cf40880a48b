import { onScopeDispose, ref, shallowRef } from 'vue';
import type { Presence } from '../../../../domain/staff/schema';
import type { Cloud } from '../../cloud/cloud-port';
import { readPresence } from './presence';

const POLL_MS = 15_000;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;
/** A watch that has said nothing for so long after opening never will. */
const FIRST_WITHIN_MS = 10_000;

/**
 * Presence of all staff by a watch; while there is none, `poll` is called
 * every 15 s instead and the watch is tried again for ever, ever more slowly.
 */
export function useLivePresence(
  cloud: Pick<Cloud, 'watchPresence'>,
  poll: () => void
) {
  const byStaff = shallowRef<ReadonlyMap<string, Presence>>(new Map());
  const mode = ref<'off' | 'watch' | 'polling'>('off');
  let retryMs = FIRST_RETRY_MS;
  let retryTimer: number | undefined;
  let pollTimer: number | undefined;
  let close: (() => void) | undefined;

  function start(): void {
    stop();
    mode.value = 'polling';
    pollTimer = window.setInterval(poll, POLL_MS);
    connect();
  }

  function connect(): void {
    retryTimer = window.setTimeout(() => {
      close?.();
      fallBack('no first snapshot');
    }, FIRST_WITHIN_MS);
    close = cloud.watchPresence({ onDocuments: listen, onDead: fallBack });
  }

  function listen(documents: unknown[]): void {
    byStaff.value = readPresence(documents);
    mode.value = 'watch';
    retryMs = FIRST_RETRY_MS;
    window.clearTimeout(retryTimer);
    window.clearInterval(pollTimer);
    pollTimer = undefined;
  }

  function fallBack(cause: unknown): void {
    console.info('presence is polled until the watch works again', cause);
    close = undefined;
    mode.value = 'polling';
    pollTimer ??= window.setInterval(poll, POLL_MS);
    window.clearTimeout(retryTimer);
    retryTimer = window.setTimeout(connect, retryMs);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  }

  /** Something may work again: not to wait for the next try. */
  function hurry(): void {
    if (mode.value !== 'polling' || close) return;
    window.clearTimeout(retryTimer);
    retryMs = FIRST_RETRY_MS;
    connect();
  }

  function stop(): void {
    window.clearTimeout(retryTimer);
    window.clearInterval(pollTimer);
    pollTimer = undefined;
    close?.();
    close = undefined;
    mode.value = 'off';
  }

  /**
   * What a list answered. A living watch knows it already; one that does not
   * is half-open: it looks alive and says nothing, so it is opened anew.
   */
  function take(documents: Presence[]): void {
    const silent = documents.some(isNews);
    if (mode.value === 'watch' && !silent) return;
    byStaff.value = readPresence(documents);
    if (mode.value === 'watch') start();
  }

  function isNews({ _id, lastSeenAt }: Presence): boolean {
    return lastSeenAt > (byStaff.value.get(_id)?.lastSeenAt ?? 0);
  }

  onScopeDispose(stop);
  return { byStaff, mode, start, stop, hurry, take };
}
