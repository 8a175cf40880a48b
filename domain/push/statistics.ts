import * as z from 'zod';
import type { Push } from './schema';

/** What became of the pushes of one day, template and agent. */
export const PushCounts = z.object({
  /** Handed to WeChat with a consent: accepted and failed. */
  attempted: z.int(),
  accepted: z.int(),
  failed: z.int(),
  /** He was looking, or pushes were off. */
  skipped: z.int(),
  limited: z.int(),
  /** Wanted, but he had no consent left: the reach gap (X4). */
  noCredit: z.int(),
  clicked: z.int(),
});
export type PushCounts = z.infer<typeof PushCounts>;

const NOTHING: PushCounts = {
  attempted: 0,
  accepted: 0,
  failed: 0,
  skipped: 0,
  limited: 0,
  noCredit: 0,
  clicked: 0,
};

export const PushLine = PushCounts.extend({
  /** `2026-11-21` */
  date: z.string(),
  templateId: z.string(),
  staffId: z.string(),
});
export type PushLine = z.infer<typeof PushLine>;

/** Parts of one, null where there was nothing to divide. */
export const PushTotal = PushCounts.extend({
  acceptance: z.number().nullable(),
  reachGap: z.number().nullable(),
});
export type PushTotal = z.infer<typeof PushTotal>;

type Counted = Pick<Push, 'status' | 'clickedAt' | 'templateId' | 'staffId'>;

/** One more push. What still waits counts as nothing yet. */
export function countPush(counts: PushCounts, push: Counted): PushCounts {
  const one = { ...counts };
  if (push.clickedAt !== null) one.clicked += 1;
  switch (push.status) {
    case 'sent':
      one.attempted += 1;
      one.accepted += 1;
      break;
    case 'failed':
      one.attempted += 1;
      one.failed += 1;
      break;
    case 'skipped:no_credit':
      one.noCredit += 1;
      break;
    case 'skipped:watching':
    case 'skipped:off':
      one.skipped += 1;
      break;
    case 'limited':
      one.limited += 1;
  }
  return one;
}

/** One line for each day, template and agent that has any. */
export function countLines(
  lines: Map<string, PushLine>,
  date: string,
  push: Counted
): void {
  const { templateId, staffId } = push;
  const key = `${date} ${templateId} ${staffId}`;
  const line = lines.get(key) ?? { ...NOTHING, date, templateId, staffId };
  lines.set(key, { ...line, ...countPush(line, push) });
}

/**
 * Over all lines. `acceptance` is accepted ÷ attempted: WeChat says that it
 * took a push, never that it was seen. `reachGap` is the part of those that
 * should have gone out and could not for want of consent. null: of none.
 */
export function totalOf(lines: readonly PushLine[]): PushTotal {
  const total = { ...NOTHING };
  for (const line of lines) {
    for (const key of Object.keys(NOTHING) as (keyof PushCounts)[]) {
      total[key] += line[key];
    }
  }
  const { attempted, accepted, noCredit } = total;
  return {
    ...total,
    acceptance: share(accepted, attempted),
    reachGap: share(noCredit, attempted + noCredit),
  };
}

function share(part: number, of: number): number | null {
  return of === 0 ? null : part / of;
}
