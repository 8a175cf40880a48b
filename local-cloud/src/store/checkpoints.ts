import type { Commit } from '../kernel/store';

/** Changed documents between two checkpoints, about. */
const EVERY = 1_000;

/**
 * Moves what was committed from the log into the database file, now and then,
 * beside the writer. A commit never waits for it.
 */
export class Checkpoints {
  private changes = 0;
  private running = false;
  private stopped = false;

  constructor(
    private readonly checkpoint: () => Promise<void>,
    private readonly log: (line: string) => void
  ) {}

  observe({ changes }: Commit): void {
    this.changes += changes.length;
    if (this.running || this.changes < EVERY) return;
    this.changes = 0;
    this.running = true;
    this.checkpoint()
      .catch((error: unknown) => {
        if (!this.stopped) this.log(`checkpoint: ${String(error)}`);
      })
      .finally(() => {
        this.running = false;
      });
  }

  stop(): void {
    this.stopped = true;
  }
}
