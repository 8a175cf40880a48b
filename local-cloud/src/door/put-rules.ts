import type { RuleJson } from '../kernel/rules';
import type { DoorParts } from './parts';

/** Replaces rules at once and creates the collections that are missing. */
export async function putRules(
  { rules, store }: Pick<DoorParts, 'rules' | 'store'>,
  wanted: Record<string, unknown>
): Promise<{ collections: string[] }> {
  for (const [collection, rule] of Object.entries(wanted)) {
    rules.set(collection, rule as RuleJson);
    await store.createCollection(collection);
  }
  return { collections: store.collections() };
}
