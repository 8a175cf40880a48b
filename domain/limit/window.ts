import * as z from 'zod';

/** What is counted per person; the names of the limits' documents. */
export const LIMIT_KINDS = ['upload', 'entry', 'signIn', 'message'] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];

/** Of what breaks the contract; no setting names how often. */
export const breachCounter = (identity: string) => `breach.${identity}`;

/** Every counter there may be of one person, by the id of its document. */
export const countersOf = (identity: string): string[] => [
  ...LIMIT_KINDS.map((kind) => `${kind}.${identity}`),
  breachCounter(identity),
];

/** `limits/{kind}.{identity}`: when he did it, the oldest first. */
export const Limit = z.object({ _id: z.string(), times: z.array(z.number()) });
export type Limit = z.infer<typeof Limit>;

export type Taken =
  | { ok: true; times: number[] }
  /** Until when: then the oldest falls out of the window. */
  | { ok: false; retryAt: number };

/**
 * One more within a window that slides: of any `windowMs` at most `most` are
 * let through, exactly. No more than `most` moments are ever kept.
 */
export function takeOne(
  times: readonly number[],
  { most, windowMs }: { most: number; windowMs: number },
  now: number
): Taken {
  // Calls at once do not come in the order of their clocks: one that is a
  // little ahead counts; one far ahead is of a clock that was set back.
  const recent = times.filter((at) => Math.abs(now - at) < windowMs);
  if (recent.length < most) {
    return { ok: true, times: [...recent, now].sort((a, b) => a - b) };
  }
  const oldest = recent[recent.length - most] ?? now;
  return { ok: false, retryAt: oldest + windowMs };
}
