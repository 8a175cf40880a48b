import type { ClientCaller } from '../kernel/caller';
import type { Filter } from '../kernel/store';
import { ownerOf } from './presets';

/**
 * The same filter with the texts `{openid}` and `{uid}` replaced by the
 * caller's own ids. Only whole values directly under a field are replaced,
 * never operands of commands. An id the caller does not have stays as text.
 */
export function fillPlaceholders(
  filter: Filter,
  caller: ClientCaller | null
): Filter {
  return Object.fromEntries(
    Object.entries(filter).map(([key, value]) => {
      const nested = (key === '$and' || key === '$or') && Array.isArray(value);
      return [key, nested ? value.map(inner) : ownId(value)];
    })
  );

  function inner(part: unknown): unknown {
    const isFilter = typeof part === 'object' && part !== null;
    return isFilter ? fillPlaceholders(part as Filter, caller) : part;
  }

  function ownId(value: unknown): unknown {
    if (value === '{openid}') return ownerOf(caller) ?? value;
    return value === '{uid}' ? (caller?.uid ?? value) : value;
  }
}
