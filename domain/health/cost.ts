import * as z from 'zod';
import {
  idleUsage,
  usageOf,
  yuanOf,
  yuanOfMonth,
  type Conversations,
} from '../rollup/cost';
import type { Numbers } from '../rollup/schema';
import type { Settings } from '../settings/schema';

export const CostReport = z.object({
  /** The days it was computed from: the first of the month to yesterday. */
  from: z.string(),
  to: z.string(),
  /** How many days of it were counted, and of how many the month has. */
  days: z.int(),
  ofMonth: z.int(),
  conversations: z.int(),
  messages: z.int(),
  pushes: z.int(),
  /** Billed operations and calls of one conversation; null: there was none. */
  operationsPerConversation: z.number().nullable(),
  yuanPerThousand: z.number().nullable(),
  /** What the plan costs before anything goes beyond it, a month. */
  planYuan: z.number(),
  /** If the month goes on as it began, timers included. */
  forecast: z.object({
    calls: z.number(),
    included: z.number(),
    /** Above 1: more than the plan includes. */
    share: z.number().nullable(),
    yuan: z.number(),
  }),
});
export type CostReport = z.infer<typeof CostReport>;

/**
 * Of a message and of a push the operations are held by a test; what a
 * conversation costs besides, and how long calls run, is assumed.
 */
export const EACH = {
  perMessage: 8,
  perPush: 6,
  perConversation: 60,
  functionsPerMessage: 1,
  functionsPerConversation: 8,
  msPerCall: 150,
  memoryMb: 256,
};
export const TIMERS = [
  { everyMinutes: 5, operations: 1, ms: 100, memoryMb: 256 },
  { everyMinutes: 5, operations: 1, ms: 100, memoryMb: 256 },
  { everyMinutes: 60, operations: 10, ms: 1_000, memoryMb: 256 },
];

/**
 * @param numbers of the days that were counted
 * @param days how many those are, and of how many the month has
 */
export function costOf(
  span: { from: string; to: string; days: number; ofMonth: number },
  numbers: Numbers,
  prices: Settings['prices']
): CostReport {
  const { days, ofMonth } = span;
  const messages = numbers.customerMessages + numbers.agentMessages;
  const count = numbers.begun;
  const so: Conversations = {
    ...EACH,
    count,
    messages: count === 0 ? 0 : messages / count,
    pushes: count === 0 ? 0 : numbers.pushes.attempted / count,
  };
  const used = usageOf(so);
  const grow = days === 0 ? 0 : ofMonth / days;
  const idle = idleUsage(TIMERS);
  const month = {
    calls: used.calls * grow + idle.calls,
    gbSeconds: used.gbSeconds * grow + idle.gbSeconds,
    gbStored: 0,
  };
  const included = prices.callsIncluded;
  return {
    ...span,
    conversations: count,
    messages,
    pushes: numbers.pushes.attempted,
    operationsPerConversation: count === 0 ? null : used.calls / count,
    yuanPerThousand:
      count === 0 ? null : (yuanOf(used, prices) / count) * 1_000,
    planYuan: prices.perMonth,
    forecast: {
      calls: month.calls,
      included,
      share: included === 0 ? null : month.calls / included,
      yuan: yuanOfMonth(month, prices),
    },
  };
}
