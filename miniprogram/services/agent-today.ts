import type { OutputOf } from '../../domain/actions';
import type { AgentDesk } from './agent-desk';

type Counted = OutputOf<'report.day'>['total'];

export interface Today {
  today: Counted;
  /** null: it could not be read. */
  yesterday: Counted | null;
}

const DAY = 24 * 60 * 60_000;
/** The calendar of the product; a phone may be elsewhere. */
const CHINA_MS = 8 * 60 * 60_000;

/** His own numbers of today and yesterday. Throws CallError. */
export async function readToday({
  call,
  store,
  serverClock,
}: Pick<AgentDesk, 'call' | 'store' | 'serverClock'>): Promise<Today> {
  const staffId = store.get().staff?.staffId;
  const who = staffId === undefined ? {} : { staffId };
  const date = dayOf(serverClock.now() - DAY);
  const [today, yesterday] = await Promise.all([
    call('report.day', who),
    call('report.day', { ...who, date }).catch(() => null),
  ]);
  return { today: today.total, yesterday: yesterday?.total ?? null };
}

/** 2026-11-21 */
function dayOf(at: number): string {
  return new Date(at + CHINA_MS).toISOString().slice(0, 10);
}
