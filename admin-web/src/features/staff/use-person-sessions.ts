import { ref, shallowRef } from 'vue';
import type { SessionView } from '../../../../domain/session/schema';
import { LIMITS } from '../../../../domain/values/limits';
import type { AppContext } from '../../app-context';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';
import { useWakeUp } from './use-wake-up';

/** In which browsers somebody works, and whether a phone is his. */
export function usePersonSessions(
  { call }: Pick<AppContext, 'call'>,
  staffId: string
) {
  const sessions = shallowRef<readonly SessionView[]>([]);
  const phone = ref(false);
  const loaded = ref(false);
  const failure = shallowRef<RequestFailed | null>(null);

  /** Never rejects. */
  async function refresh(): Promise<void> {
    try {
      const answer = await call('staff.sessions', { staffId });
      sessions.value = answer.sessions;
      phone.value = answer.phone;
      loaded.value = true;
      failure.value = null;
    } catch (cause) {
      failure.value = asRequestFailed(cause);
    }
  }

  /** Rejects with RequestFailed, as `endAll` does. */
  async function end(sessionId: string): Promise<void> {
    await call('staff.endSession', { staffId, sessionId });
    sessions.value = sessions.value.filter(
      (one) => one.sessionId !== sessionId
    );
  }

  /** @returns how many; `everywhere` unbinds the phone as well */
  async function endAll(everywhere: boolean): Promise<number> {
    const { ended } = await call('staff.endSessions', { staffId, everywhere });
    await refresh();
    return ended;
  }

  useWakeUp(LIMITS.heartbeatMs, () => void refresh());
  void refresh();
  return { sessions, phone, loaded, failure, refresh, end, endAll };
}
