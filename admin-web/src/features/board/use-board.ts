import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { OutputOf } from '../../../../domain/actions/index';
import type { AppContext } from '../../app-context';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';

export type Board = OutputOf<'board.read'>;
export type TodayNumbers = OutputOf<'report.day'>['total'];

const EVERY_MS = 5_000;
/** Averages of a day change slowly and cost more to count. */
const DAY_EVERY_MS = 60_000;
const STALE_MS = 10_000;

/** How things stand, asked for every five seconds while the page is seen. */
export function useBoard({ call, session }: AppContext) {
  const board = shallowRef<Board | null>(null);
  const day = shallowRef<TodayNumbers | null>(null);
  const failure = shallowRef<RequestFailed | null>(null);
  /** Of the server, once a second. */
  const now = ref(Date.now());
  const readAt = ref(0);
  let asking = false;
  let dayAt = Number.NEGATIVE_INFINITY;
  let askedAt = Number.NEGATIVE_INFINITY;

  /** Never rejects: old numbers stay, and are said to be old. */
  async function refresh(): Promise<void> {
    if (asking) return;
    asking = true;
    askedAt = Date.now();
    try {
      const answer = await call('board.read', {});
      session.clockOffset.value = answer.serverTime - Date.now();
      board.value = answer;
      readAt.value = answer.serverTime;
      failure.value = null;
    } catch (cause) {
      failure.value = asRequestFailed(cause);
    } finally {
      asking = false;
    }
    await refreshDay();
  }

  async function refreshDay(): Promise<void> {
    if (Date.now() - dayAt < DAY_EVERY_MS) return;
    dayAt = Date.now();
    try {
      day.value = (await call('report.day', { with: [] })).total;
    } catch (cause) {
      console.warn('report.day', cause);
    }
  }

  function tick(): void {
    now.value = Date.now() + session.clockOffset.value;
    if (document.hidden || Date.now() - askedAt < EVERY_MS) return;
    void refresh();
  }

  const timer = window.setInterval(tick, 1_000);
  document.addEventListener('visibilitychange', tick);
  onScopeDispose(() => {
    window.clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  });
  void refresh();

  return {
    board,
    day,
    failure,
    now,
    readAt,
    stale: computed(
      () => readAt.value > 0 && now.value - readAt.value > STALE_MS
    ),
    refresh,
  };
}
