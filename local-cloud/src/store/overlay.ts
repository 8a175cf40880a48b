import type { Doc } from '../kernel/store';
import type { Source } from './find-docs';

/** Documents as a transaction sees them instead of the committed ones. */
export type Overlay = Map<string, Doc | null>;

/** The committed documents with some of them replaced, removed or added. */
export function overlaid(source: Source, overlay?: Overlay): Source {
  if (!overlay || overlay.size === 0) return source;
  return {
    candidates(filter, sort) {
      const committed = source.candidates(filter, sort);
      return {
        ...committed,
        docs: merged(committed.docs, overlay),
        ordered: committed.ordered && Object.keys(sort ?? {}).length === 0,
      };
    },
  };
}

function* merged(committed: Iterable<Doc>, overlay: Overlay): Iterable<Doc> {
  for (const doc of committed) if (!overlay.has(doc._id)) yield doc;
  for (const doc of overlay.values()) if (doc) yield doc;
}
