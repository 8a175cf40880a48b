import { onScopeDispose, watch } from 'vue';
import type { PresenceState } from '../../../../domain/values/states';
import { LIMITS } from '../../../../domain/values/limits';
import type { Call } from '../../cloud/client';
import type { Session } from './use-session';

/** Keeps the signed-in person's presence alive, and changes it on request. */
export function useOwnPresence(call: Call, session: Session) {
  let timer: number | undefined;

  async function report(state?: PresenceState): Promise<void> {
    const answer = await call('account.presence', state ? { state } : {});
    session.presence.value = answer.state;
    session.clockOffset.value = answer.serverTime - Date.now();
  }

  /** A lost heartbeat needs no sentence: the next one repairs it. */
  function beat(): void {
    report().catch((cause: unknown) => console.warn('heartbeat', cause));
  }

  function stop(): void {
    window.clearInterval(timer);
  }

  watch(
    session.status,
    (status) => {
      stop();
      if (status !== 'signed-in') return;
      timer = window.setInterval(beat, LIMITS.heartbeatMs);
    },
    { immediate: true }
  );
  onScopeDispose(stop);

  return { set: (state: PresenceState) => report(state) };
}
