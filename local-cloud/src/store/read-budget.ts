import { CloudError } from '../kernel/errors';
import { limitTime } from '../query/limit-time';

/** Thrown where the thread that commits would be held up: read elsewhere. */
export class TooLong extends Error {}

/** What a read may take; it counts the documents that were looked at. */
export interface ReadBudget {
  examined: number;
  /** Before a read of about so many documents. */
  expect(documents: number): void;
  /** For every document. */
  spend(): void;
  /** Runs tests with patterns of whoever asks. */
  patterns<T>(work: () => T): T;
}

/** How many documents are looked at between two commits at most. */
const MOST_BETWEEN = 500;
const MOST_BETWEEN_MS = 10;
/** How long one query may spend in regular expressions. */
const PATTERN_MS = 500;

/** For the thread that commits: the indexed and the small. */
export function shortBudget(most = MOST_BETWEEN): ReadBudget {
  const until = performance.now() + MOST_BETWEEN_MS;
  return {
    examined: 0,
    expect(documents) {
      if (documents > most) throw new TooLong();
    },
    spend() {
      this.examined += 1;
      if (this.examined > most) throw new TooLong();
      if (this.examined % 16 === 0 && performance.now() > until) {
        throw new TooLong();
      }
    },
    patterns() {
      throw new TooLong();
    },
  };
}

/** For a process that only reads. Its end is timed from outside besides. */
export function longBudget(milliseconds: number): ReadBudget {
  const until = performance.now() + milliseconds;
  let patternMs = PATTERN_MS;
  return {
    examined: 0,
    expect: () => undefined,
    spend() {
      this.examined += 1;
      if (this.examined % 64 === 0 && performance.now() > until) {
        throw takesTooLong();
      }
    },
    patterns(work) {
      const start = performance.now();
      try {
        return limitTime(Math.max(1, Math.ceil(patternMs)), work);
      } finally {
        patternMs -= performance.now() - start;
      }
    },
  };
}

/** Without limits, for what was judged short beforehand. */
export function freeBudget(): ReadBudget {
  return {
    examined: 0,
    expect: () => undefined,
    spend() {
      this.examined += 1;
    },
    patterns: (work) => limitTime(PATTERN_MS, work),
  };
}

export const takesTooLong = (): CloudError =>
  new CloudError('DATABASE_REQUEST_FAILED', 'the query takes too long');
