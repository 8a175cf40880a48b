import type { StoragePort } from './ports';

const KEPT = 'tags:used';
const MOST = 12;

/** Tags he gave on this phone, the latest first, to offer them again. */
export function createUsedTags(storage: StoragePort) {
  const list = (): string[] => {
    const kept = storage.get(KEPT);
    if (!Array.isArray(kept)) return [];
    return kept.filter((tag): tag is string => typeof tag === 'string');
  };
  return {
    list,
    add(tags: readonly string[]): void {
      const known = list().filter((tag) => !tags.includes(tag));
      storage.set(KEPT, [...tags, ...known].slice(0, MOST));
    },
  };
}
