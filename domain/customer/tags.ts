import { refuse } from '../errors';
import { LIMITS } from '../values/limits';

/**
 * The tags of a customer or a case after some were added and some removed;
 * one that is both stays. @throws INVALID_INPUT where they are too many
 */
export function retag(
  tags: readonly string[],
  add: readonly string[],
  remove: readonly string[]
): string[] {
  const kept = tags.filter((tag) => !remove.includes(tag));
  const after = [...new Set([...kept, ...add])];
  if (after.length > LIMITS.tags) {
    refuse('INVALID_INPUT', 'too many tags', { field: 'add' });
  }
  return after;
}
