import type { Commit } from '../kernel/store';

/**
 * Changed documents between two checkpoints, about. A log that is begun anew
 * every few megabytes is written over in place; one that grows costs each
 * commit half as much again.
 */
const EVERY = 300;

/**
 * Moves what was committed from the log into the database file, now and then,
 * beside the writer. What was committed meanwhile, a few pages, the writer
 * moves itself: only then can the log be begun anew.
 */
export class Checkpoints {
  private changes = 0;
  private running = false;
  private stopped = false;

  constructor(
    private readonly checkpoint: () => Promise<void>,
    private readonly moveRest: () => void,
    private readonly log: (line: string) => void
  ) {}

  observe({ changes }: Commit): void {
    this.changes += changes.length;
    if (this.running || this.changes < EVERY) return;
    this.changes = 0;
    this.running = true;
    this.checkpoint()
      .then(() => {
        if (!this.stopped) this.moveRest();
      })
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
