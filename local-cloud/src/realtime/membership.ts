import type { Doc } from '../kernel/store';
import type { Tracker } from './tracker';

/** Every matching document: only the ids are kept. */
export function createMembership(test: (doc: Doc) => boolean): Tracker {
  const members = new Set<string>();
  return {
    load(docs) {
      for (const doc of docs) members.add(doc._id);
    },
    apply(change) {
      const { id, after } = change;
      const was = members.has(id);
      const is = after !== null && test(after);
      if (is && !was) {
        members.add(id);
        return [change.entered()];
      }
      if (was && !is) {
        members.delete(id);
        return [change.left()];
      }
      const update = is ? change.updated() : null;
      return update === null ? [] : [update];
    },
    shown: () => null,
    needsReload: () => false,
    reload: () => [],
    size: () => members.size,
  };
}
