import type { Commit } from '../kernel/store';

/** Commits that were published since it was made, until it is stopped. */
export class CommitsSince {
  private readonly commits: Commit[] = [];
  readonly stop: () => void;

  constructor(onCommit: (listener: (commit: Commit) => void) => () => void) {
    this.stop = onCommit((commit) => this.commits.push(commit));
  }

  /** Those that a read at `seq` could not see, oldest first. */
  after(seq: number): Commit[] {
    return this.commits.filter((commit) => commit.seq > seq);
  }

  /** Which documents of a collection a read at `seq` saw otherwise. */
  changedIds(seq: number, collection: string): Set<string> {
    const changes = this.after(seq).flatMap((commit) => commit.changes);
    return new Set(
      changes
        .filter((change) => change.collection === collection)
        .map(({ id }) => id)
    );
  }
}
