import { Query } from 'mingo/query';
import { CloudError } from '../kernel/errors';
import type { Filter } from '../kernel/store';
import { isPlainObject } from '../values/keys';
import { engineOptions } from './context';
import { validateFilter } from './operators';

export interface CompiledFilter {
  test(doc: object): boolean;
  /** A pattern can take exponential time, so its use needs a time limit. */
  hasPattern: boolean;
}

/**
 * Compiles a decoded filter.
 * @throws CloudError DATABASE_INVALID_OPERRATOR, DATABASE_REQUEST_FAILED
 */
export function compileFilter(filter: Filter): CompiledFilter {
  validateFilter(filter);
  try {
    const query = new Query(repair(filter) as Filter, engineOptions);
    return {
      test: (doc) => query.test(doc as Record<string, unknown>),
      hasPattern: hasPattern(filter),
    };
  } catch (error) {
    throw engineError(error);
  }
}

/** MongoDB's comparison with null is equality; mingo's is never true. */
function repair(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(repair);
  if (!isPlainObject(value)) return value;
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const equality = (key === '$gte' || key === '$lte') && item === null;
    result[equality ? '$eq' : key] = repair(item);
  }
  return result;
}

function hasPattern(value: unknown): boolean {
  if (value instanceof RegExp) return true;
  if (Array.isArray(value)) return value.some(hasPattern);
  if (!isPlainObject(value)) return false;
  return '$regex' in value || Object.values(value).some(hasPattern);
}

/** What mingo throws is a mistake in the request, not ours. */
export function engineError(error: unknown): CloudError {
  if (error instanceof CloudError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CloudError('DATABASE_REQUEST_FAILED', message);
}
