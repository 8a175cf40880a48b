import type { Doc } from '../kernel/store';
import type { NetChange } from './net-change';
import type { EventBody } from './wire';

/** What a group of watches knows of its documents. */
export interface Tracker {
  /** Takes a snapshot in the order of the watch. */
  load(docs: Doc[]): void;
  /** The events of a change. */
  apply(change: NetChange): EventBody[];
  /** The documents that clients see; null when only the store has them. */
  shown(): Doc[] | null;
  /** Whether documents have to be read to fill what has become empty. */
  needsReload(): boolean;
  /**
   * Takes a newer snapshot, then the changes that were committed after it,
   * and answers what differs for the client.
   */
  reload(docs: Doc[], missed: NetChange[]): EventBody[];
  /** Documents that the client sees. */
  size(): number;
}
