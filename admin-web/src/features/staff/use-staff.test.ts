// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, ref, type EffectScope } from 'vue';
import type { Presence, StaffView } from '../../../../domain/staff/schema';
import { LIMITS } from '../../../../domain/values/limits';
import type { AppContext } from '../../app-context';
import type { WatchHandlers } from '../../cloud/cloud-port';
import { failedOnTheWay } from '../../cloud/request-failed';
import { useStaff } from './use-staff';

const NOW = Date.UTC(2026, 0, 5, 6);
const ANNA = 'anna000000000000';
const BERT = 'bert000000000000';

function person(staffId: string, more: Partial<StaffView> = {}): StaffView {
  return {
    staffId,
    staffCode: staffId.slice(0, 4).toUpperCase(),
    name: '陈雨桐',
    avatar: '',
    specialty: '',
    department: '',
    role: 'agent',
    status: 'active',
    teamId: '-',
    skills: [],
    secondFactor: false,
    load: 0,
    capacity: 15,
    createdAt: 0,
    ...more,
  };
}

function seen(_id: string, more: Partial<Presence> = {}): Presence {
  const at = { lastSeenAt: Date.now(), load: 0, capacity: 15 };
  return { _id, state: 'online', ...at, ...more };
}

/** A cloud of two lists, and a page that looks at it. */
function world() {
  const server = { staff: [person(ANNA)], presence: [seen(ANNA)] };
  const watches: WatchHandlers[] = [];
  const closed: number[] = [];
  const calls: string[] = [];
  const failures: unknown[] = [];
  const status = ref('signed-in');
  const call = async (action: string, input: { staffId?: string }) => {
    calls.push(action);
    if (failures.length > 0) throw failures.shift();
    if (action === 'staff.list') return { ...server, serverTime: Date.now() };
    const changed = server.staff.find((s) => s.staffId === input.staffId);
    return { staff: { ...changed, status: 'disabled' }, requeued: 3 };
  };
  const context = {
    call,
    session: { status, clockOffset: ref(0) },
    cloud: {
      watchPresence: (handlers: WatchHandlers) => {
        const index = watches.push(handlers) - 1;
        return () => closed.push(index);
      },
    },
  } as unknown as AppContext;
  const open = () => scope.run(() => useStaff(context))!;
  return { server, watches, closed, calls, failures, status, open };
}

let scope: EffectScope;
beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('useStaff', () => {
  it('lists everybody, in use first and by code, with presence', async () => {
    const { server, open } = world();
    server.staff = [
      person(ANNA, { staffCode: 'A3' }),
      person(BERT, { staffCode: 'A2' }),
      person('gone000000000000', { staffCode: 'A1', status: 'disabled' }),
    ];
    const page = open();
    await settle();
    expect(page.rows.value.map((row) => [row.staffCode, row.presence])).toEqual(
      [
        ['A2', 'offline'],
        ['A3', 'online'],
        ['A1', 'offline'],
      ]
    );
  });

  it('shows what the watch brings without asking the function again', async () => {
    const { watches, calls, open } = world();
    const page = open();
    await settle();
    watches[0]?.onDocuments([seen(ANNA, { state: 'busy', load: 4 })]);
    await settle();
    expect(page.rows.value[0]).toMatchObject({ presence: 'busy', load: 4 });
    expect(page.liveMode.value).toBe('watch');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toEqual(['staff.list']);
  });

  it('turns silent people offline without any news', async () => {
    const { watches, open } = world();
    const page = open();
    await settle();
    const stale = Date.now() - LIMITS.presenceStaleMs;
    watches[0]?.onDocuments([seen(ANNA, { lastSeenAt: stale + 10_000 })]);
    await settle();
    expect(page.rows.value[0]?.presence).toBe('online');
    await vi.advanceTimersByTimeAsync(15_000);
    expect(page.rows.value[0]?.presence).toBe('offline');
  });

  it('polls while the watch is refused, and rebuilds it ever more slowly', async () => {
    const { server, watches, calls, open } = world();
    const page = open();
    await settle();
    watches[0]?.onDead('COLLECTION_PERMISSION_DENIED');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(watches).toHaveLength(2);
    watches[1]?.onDead('again');
    await vi.advanceTimersByTimeAsync(3_999);
    expect(watches).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(watches).toHaveLength(3);

    server.presence = [seen(ANNA, { state: 'break' })];
    await vi.advanceTimersByTimeAsync(9_000);
    expect(page.liveMode.value).toBe('polling');
    expect(page.rows.value[0]?.presence).toBe('break');
    expect(calls).toEqual(['staff.list', 'staff.list']);
  });

  it('tries the watch at once when the network is back', async () => {
    const { watches, calls, open } = world();
    open();
    await settle();
    watches[0]?.onDead('cut');
    window.dispatchEvent(new Event('online'));
    await settle();
    expect(watches).toHaveLength(2);
    expect(calls).toEqual(['staff.list', 'staff.list']);
    watches[1]?.onDocuments([seen(ANNA)]);
    window.dispatchEvent(new Event('online'));
    await settle();
    expect(watches).toHaveLength(2);
  });

  it('stops polling when the watch works again', async () => {
    const { watches, calls, open } = world();
    const page = open();
    await settle();
    watches[0]?.onDead('cut');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(page.liveMode.value).toBe('polling');
    watches[1]?.onDocuments([seen(ANNA)]);
    const before = calls.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.liveMode.value).toBe('watch');
    expect(calls).toHaveLength(before);
  });

  it('opens the watch anew when the list knows more than it', async () => {
    const { server, watches, closed, open } = world();
    const page = open();
    await settle();
    watches[0]?.onDocuments([seen(ANNA)]);
    await page.refresh();
    expect(watches).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(5_000);
    server.presence = [seen(ANNA, { state: 'busy' })];
    await page.refresh();
    expect(page.rows.value[0]?.presence).toBe('busy');
    expect(closed).toEqual([0]);
    expect(watches).toHaveLength(2);
  });

  it('does not wait for ever for the first word of a watch', async () => {
    const { watches, closed, open } = world();
    open();
    await settle();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(closed).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(closed).toEqual([0]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(watches).toHaveLength(2);
  });

  it('asks once for the name of a stranger in the watch', async () => {
    const { watches, calls, open } = world();
    open();
    await settle();
    watches[0]?.onDocuments([seen(ANNA), seen(BERT)]);
    await settle();
    watches[0]?.onDocuments([seen(ANNA), seen(BERT)]);
    await settle();
    expect(calls).toEqual(['staff.list', 'staff.list']);
  });

  it('keeps the old rows and says why when the list cannot be read', async () => {
    const { failures, open } = world();
    const page = open();
    await settle();
    failures.push(failedOnTheWay('OFFLINE', 'cut'));
    await page.refresh();
    expect(page.rows.value).toHaveLength(1);
    expect(page.failure.value?.code).toBe('OFFLINE');
    await page.refresh();
    expect(page.failure.value).toBeNull();
  });

  it('shows a disabled person at once and answers what was handed back', async () => {
    const { calls, open } = world();
    const page = open();
    await settle();
    expect(await page.disable(ANNA)).toMatchObject({ requeued: 3 });
    expect(page.rows.value[0]?.status).toBe('disabled');
    expect(calls).toEqual(['staff.list', 'staff.disable']);
  });

  it('closes the watch while nobody is signed in, and with the page', async () => {
    const { status, watches, closed, calls, open } = world();
    open();
    await settle();
    status.value = 'expired';
    await settle();
    expect(closed).toEqual([0]);
    const before = calls.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(before);
    status.value = 'signed-in';
    await settle();
    expect(watches).toHaveLength(2);
    scope.stop();
    expect(closed).toEqual([0, 1]);
  });
});
