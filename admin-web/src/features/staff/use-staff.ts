import { computed, ref, shallowRef, watch } from 'vue';
import type { InputOf } from '../../../../domain/actions/index';
import type { StaffChange } from '../../../../domain/staff/change';
import type { StaffView } from '../../../../domain/staff/schema';
import { stateAt } from '../../../../domain/staff/presence';
import { LIMITS } from '../../../../domain/values/limits';
import type { PresenceState } from '../../../../domain/values/states';
import type { AppContext } from '../../app-context';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';
import { useLivePresence } from './use-live-presence';
import { useWakeUp } from './use-wake-up';

/** One line of the list. */
export interface StaffRow extends StaffView {
  presence: PresenceState;
}

const CLOCK_TICK_MS = 15_000;

export type Staff = ReturnType<typeof useStaff>;

/** All staff with their presence, kept up to date while the page is open. */
export function useStaff({ cloud, call, session }: AppContext) {
  const staff = shallowRef<StaffView[]>([]);
  const loaded = ref(false);
  const loading = ref(false);
  const failure = shallowRef<RequestFailed | null>(null);
  const now = ref(serverNow());
  const live = useLivePresence(cloud, () => void refresh());

  function serverNow(): number {
    return Date.now() + session.clockOffset.value;
  }

  /** Never rejects: what went wrong stands in `failure`, old rows stay. */
  async function refresh(): Promise<void> {
    if (loading.value) return;
    loading.value = true;
    try {
      const answer = await call('staff.list', {});
      session.clockOffset.value = answer.serverTime - Date.now();
      staff.value = answer.staff;
      live.take(answer.presence);
      loaded.value = true;
      failure.value = null;
    } catch (cause) {
      failure.value = asRequestFailed(cause);
    } finally {
      loading.value = false;
      now.value = serverNow();
    }
  }

  /** Rejects with RequestFailed; the answer carries the first password. */
  async function create(input: InputOf<'staff.create'>) {
    const created = await call('staff.create', input);
    put(created.staff);
    return created;
  }

  /** Without a successor all he has to do goes back to the queue. */
  async function disable(staffId: string, toStaffId?: string) {
    const to = toStaffId ? { toStaffId } : {};
    const answer = await call('staff.disable', { staffId, ...to });
    put(answer.staff);
    return answer;
  }

  async function update(staffId: string, change: StaffChange): Promise<void> {
    put((await call('staff.update', { staffId, ...change })).staff);
  }

  /** The answer carries the new first password. */
  async function resetPassword(staffId: string) {
    const answer = await call('staff.resetPassword', { staffId });
    put(answer.staff);
    return answer;
  }

  async function resetFactor(staffId: string): Promise<void> {
    put((await call('staff.resetSecondFactor', { staffId })).staff);
  }

  async function enable(staffId: string): Promise<void> {
    put((await call('staff.enable', { staffId })).staff);
  }

  function put(changed: StaffView): void {
    const others = staff.value.filter((s) => s.staffId !== changed.staffId);
    staff.value = [...others, changed];
  }

  const rows = computed(() =>
    staff.value.map((person) => withPresence(person)).sort(byCode)
  );

  function withPresence(person: StaffView): StaffRow {
    const presence = live.byStaff.value.get(person.staffId);
    return {
      ...person,
      load: presence?.load ?? person.load,
      presence: stateAt(presence ?? null, now.value),
    };
  }

  /** Somebody whom the list does not know yet was created elsewhere. */
  const askedFor = new Set<string>();
  watch(live.byStaff, (byStaff) => {
    now.value = serverNow();
    const known = new Set(staff.value.map((s) => s.staffId));
    const strangers = [...byStaff.keys()].filter(
      (id) => !known.has(id) && !askedFor.has(id)
    );
    strangers.forEach((id) => askedFor.add(id));
    if (loaded.value && strangers.length > 0) void refresh();
  });

  // The tick makes silence visible; the slow refresh brings new names.
  useWakeUp(CLOCK_TICK_MS, () => {
    now.value = serverNow();
  });
  useWakeUp(LIMITS.heartbeatMs, () => {
    live.hurry();
    void refresh();
  });

  watch(
    session.status,
    (status) => {
      if (status === 'signed-in') live.start();
      else live.stop();
    },
    { immediate: true }
  );
  void refresh();

  return {
    rows,
    loaded,
    loading,
    failure,
    /** How presence arrives just now: 'watch' or 'polling'. */
    liveMode: live.mode,
    refresh,
    create,
    disable,
    enable,
    update,
    resetPassword,
    resetFactor,
  };
}

function byCode(a: StaffRow, b: StaffRow): number {
  if (a.status !== b.status) return a.status === 'active' ? -1 : 1;
  return a.staffCode.localeCompare(b.staffCode);
}
