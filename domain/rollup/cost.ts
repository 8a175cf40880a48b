import type { Settings } from '../settings/schema';

type Prices = Settings['prices'];

/** What a month of work asks of the platform. */
export interface Usage {
  /** Calls of functions, and operations of the database and of storage. */
  calls: number;
  /** Memory in GB times running time in seconds. */
  gbSeconds: number;
  gbStored: number;
}

/** Yuan of a month: the plan, and what goes beyond the calls it includes. */
export function yuanOfMonth(usage: Usage, prices: Prices): number {
  const beyond = Math.max(0, usage.calls - prices.callsIncluded);
  return prices.perMonth + yuanOf({ ...usage, calls: beyond }, prices);
}

/** Yuan of so much use by itself, as if no plan included any of it. */
export function yuanOf(usage: Usage, prices: Prices): number {
  return (
    (usage.calls / 10_000) * prices.perTenThousandCalls +
    usage.gbSeconds * prices.perGbSecond +
    usage.gbStored * prices.perGbStored
  );
}

/** What a conversation is made of, on average. */
export interface Conversations {
  count: number;
  messages: number;
  pushes: number;
  /** Billed operations of one message, watched, and more of one with a push. */
  perMessage: number;
  perPush: number;
  /** Operations of entering, assigning, closing and rating. */
  perConversation: number;
  /** Calls of functions for one message and for the rest. */
  functionsPerMessage: number;
  functionsPerConversation: number;
  msPerCall: number;
  memoryMb: number;
}

export function usageOf(one: Conversations): Usage {
  const messages = one.count * one.messages;
  const functions =
    messages * one.functionsPerMessage +
    one.count * one.functionsPerConversation;
  const operations =
    messages * one.perMessage +
    one.count * (one.pushes * one.perPush + one.perConversation);
  const gb = one.memoryMb / 1_024;
  return {
    calls: functions + operations,
    gbSeconds: functions * (one.msPerCall / 1_000) * gb,
    gbStored: 0,
  };
}

/** A timer that finds nothing to do: the call and its operations. */
export interface Timer {
  everyMinutes: number;
  operations: number;
  ms: number;
  memoryMb: number;
}

const MINUTES_OF_MONTH = 30 * 24 * 60;

/** A month in which nobody says anything. */
export function idleUsage(timers: readonly Timer[]): Usage {
  const usage: Usage = { calls: 0, gbSeconds: 0, gbStored: 0 };
  for (const { everyMinutes, operations, ms, memoryMb } of timers) {
    const runs = MINUTES_OF_MONTH / everyMinutes;
    usage.calls += runs * (1 + operations);
    usage.gbSeconds += runs * (ms / 1_000) * (memoryMb / 1_024);
  }
  return usage;
}
