import { takeOne } from './window';

const HOUR_MS = 60 * 60_000;
/** Identities that are remembered; the one who called longest ago goes. */
const MOST_PEOPLE = 1_000;

/**
 * Calls of each person within the hour, counted in this process only. Behind
 * n instances of a function a person may therefore make n times as many, and
 * a new instance begins at zero: it keeps one client from running wild, and
 * costs no operation. What must be exact is counted in the database.
 */
export class CallLimit {
  private readonly times = new Map<string, number[]>();

  /** @returns null where it is let through, else until when it is not */
  take(identity: string, most: number, now: number): number | null {
    const taken = takeOne(
      this.times.get(identity) ?? [],
      { most, windowMs: HOUR_MS },
      now
    );
    if (!taken.ok) return taken.retryAt;
    this.times.delete(identity);
    this.times.set(identity, taken.times);
    if (this.times.size > MOST_PEOPLE) {
      const [longestAgo] = this.times.keys();
      if (longestAgo !== undefined) this.times.delete(longestAgo);
    }
    return null;
  }
}
