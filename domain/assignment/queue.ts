import type { Conversation } from '../conversation/schema';

/** Places that are told; whoever stands further back learns his later. */
export const PLACES_TOLD = 200;

/** Who is served sooner: the higher priority, then whoever came earlier. */
export function byTurn(
  a: { _id: string; priority: number; at: number },
  b: { _id: string; priority: number; at: number }
): number {
  return b.priority - a.priority || a.at - b.at || (a._id < b._id ? -1 : 1);
}

/** Conversations measured for the estimate. */
export const SERVICE_SAMPLE = 50;

/** `pools/default`: how long conversations took, the last ones. */
export interface ServiceTimes {
  /** When they were collected, ms. */
  at: number;
  /** From assignment to the end, ms each. */
  took: readonly number[];
}

/**
 * How long the one at `position` will wait, in seconds: with `capacity`
 * places that each are free again after a usual conversation. null: nobody
 * can know, as nothing was measured or nobody is there.
 */
export function etaSeconds(
  position: number,
  took: readonly number[],
  capacity: number
): number | null {
  const usual = medianOf(took);
  if (usual === null || capacity <= 0) return null;
  return Math.ceil((position * usual) / capacity / 1_000);
}

export function medianOf(values: readonly number[]): number | null {
  const ordered = [...values].sort((a, b) => a - b);
  const middle = Math.floor(ordered.length / 2);
  const upper = ordered[middle];
  if (upper === undefined) return null;
  const lower = ordered[middle - 1];
  return ordered.length % 2 === 1 || lower === undefined
    ? upper
    : (lower + upper) / 2;
}

/** How long somebody served it; null: nobody did, or it merely fell silent. */
export function serviceTimeOf(
  { closedAt }: Pick<Conversation, 'closedAt'>,
  served: { assignedAt: number | null; closedBy: string | null }
): number | null {
  if (closedAt === null || served.assignedAt === null) return null;
  const took = closedAt - served.assignedAt;
  return served.closedBy === 'system' || took <= 0 ? null : took;
}
