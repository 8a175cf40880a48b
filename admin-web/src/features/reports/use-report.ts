import { computed, ref, shallowRef, watch } from 'vue';
import { periodBefore, type Period } from '../../../../domain/rollup/period';
import type { InputOf } from '../../../../domain/actions/index';
import { dayOf, daysBetween } from '../../../../domain/rollup/day';
import { addDays } from '../../../../domain/settings/hours';
import { NOBODY } from '../../../../domain/values/collections';
import type { AppContext } from '../../app-context';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';
import { productZone } from '../../components/product-zone';
import { useAddress } from '../../components/use-address';
import type { Report } from './report-figures';
import type { Whose } from './rows-link';

const DAY = /^\d{4}-\d\d-\d\d$/;
const MOST_DAYS = 93;

export type ReportPage = ReturnType<typeof useReport>;
export type ReportPart = NonNullable<InputOf<'report.range'>['with']>[number];

/** The numbers of the days in the address, and of as many days before. */
export function useReport(
  { call, session }: AppContext,
  parts: readonly ReportPart[],
  partsBefore: readonly ReportPart[] = []
) {
  const { read, write } = useAddress();
  const report = shallowRef<Report | null>(null);
  const before = shallowRef<Report | null>(null);
  const failure = shallowRef<RequestFailed | null>(null);
  const loading = ref(false);
  let asked = 0;

  const today = () =>
    dayOf(productZone.value, Date.now() + session.clockOffset.value);
  const lastDays = (days: number): Period => ({
    from: addDays(today(), 1 - days),
    to: today(),
  });
  const period = computed((): Period => {
    const from = read('from');
    const to = read('to');
    const good = DAY.test(from) && DAY.test(to) && from <= to;
    return good ? { from, to } : lastDays(30);
  });
  const staff = computed(() => read('staff'));
  const team = computed(() => read('team'));
  /** Whose numbers these are: of a supervisor who does not say, his team's. */
  const whose = computed((): Whose => {
    const own = session.role.value === 'supervisor' ? ownTeam() : '';
    if (staff.value) return { staffId: staff.value };
    const teamId = team.value || own;
    return teamId ? { teamId } : {};
  });
  function ownTeam(): string {
    const { teamId = NOBODY } = session.staff.value ?? {};
    return teamId === NOBODY ? '' : teamId;
  }
  const compares = computed(() => read('compare') !== 'none');

  /** Never rejects; only the last question's answer is shown. */
  async function load(): Promise<void> {
    asked += 1;
    const mine = asked;
    loading.value = true;
    try {
      const who = {
        ...(staff.value ? { staffId: staff.value } : {}),
        ...(team.value ? { teamId: team.value } : {}),
      };
      const [now, was] = await Promise.all([
        call('report.range', {
          ...period.value,
          ...who,
          with: [...parts],
        }),
        compares.value
          ? call('report.range', {
              ...periodBefore(period.value),
              ...who,
              with: [...partsBefore],
            })
          : null,
      ]);
      if (mine !== asked) return;
      productZone.value = now.timeZone;
      report.value = now;
      before.value = was;
      failure.value = null;
    } catch (cause) {
      if (mine === asked) failure.value = asRequestFailed(cause);
    } finally {
      if (mine === asked) loading.value = false;
    }
  }

  watch([period, staff, team, compares], () => void load(), {
    immediate: true,
  });

  return {
    report,
    before,
    failure,
    loading,
    period,
    staff,
    team,
    whose,
    compares,
    today,
    lastDays,
    load,
    /** Longer than a report can be becomes its last days. */
    choose({ from, to }: Period): void {
      const first = addDays(to, 1 - MOST_DAYS);
      write({ from: from < first ? first : from, to }, 'push');
    },
    /** As many days as now, with that one at their nearer end. */
    chooseAround(day: string): void {
      const { from, to } = period.value;
      const days = daysBetween(from, to).length;
      const last = day < from ? day : addDays(day, days - 1);
      const until = last > today() ? today() : last;
      write({ from: addDays(until, 1 - days), to: until }, 'push');
    },
    chooseStaff: (staffId: string) => write({ staff: staffId }, 'push'),
    chooseAll: () => write({ staff: '', team: '' }, 'push'),
    compare: (on: boolean) => write({ compare: on ? '' : 'none' }),
  };
}
