import type { Doc } from '../kernel/store';
import { limitTime, OverTime } from '../query/limit-time';

/** What one test may take, and what all tests of one commit may take. */
const ONCE_MS = 20;
const COMMIT_MS = 40;
const LEAST_MS = 5;

/** A pattern took longer than it may. */
export class SlowPattern extends Error {}

/**
 * Holds patterns of clients to a time limit. One that overruns is the end of
 * its watch, so that it can hold up the cloud only once.
 */
export class PatternClock {
  private spent = 0;

  nextCommit(): void {
    this.spent = 0;
  }

  /** The test throws SlowPattern when it takes too long. */
  limit(test: (doc: Doc) => boolean): (doc: Doc) => boolean {
    return (doc) => {
      const start = performance.now();
      try {
        return limitTime(this.allowed(), () => test(doc));
      } catch (error) {
        if (!(error instanceof OverTime)) throw error;
        throw new SlowPattern('the regular expression takes too long');
      } finally {
        this.spent += performance.now() - start;
      }
    };
  }

  private allowed(): number {
    const left = Math.ceil(COMMIT_MS - this.spent);
    return Math.max(LEAST_MS, Math.min(ONCE_MS, left));
  }
}
