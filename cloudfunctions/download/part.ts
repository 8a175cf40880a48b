import type { PageMark } from '../../domain/actions/page';

/** One file of a download. */
export interface Part {
  /** null: nothing was found so far, so that there is no file. */
  bytes: Buffer | null;
  /** Conversations, or rows of the audit, in it. */
  rows: number;
  /** The last of them; null: that was all. */
  after: PageMark | null;
}
