import type { RuleJson } from '../kernel/rules';
import type { CollectionInfo } from '../store/collection';
import type { DoorParts } from './parts';

export interface CollectionReport extends CollectionInfo {
  name: string;
  rule: RuleJson;
}

/** All collections by name, with their size, indexes and rule. */
export function readCollections({
  store,
  rules,
}: DoorParts): CollectionReport[] {
  return store
    .collections()
    .sort()
    .map((name) => ({
      name,
      rule: rules.get(name),
      ...store.describe(name),
    }));
}
