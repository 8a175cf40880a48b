import { CloudError } from '../kernel/errors';
import type { Filter } from '../kernel/store';

/** They reach into other collections, which no rule of this one covers. */
const SERVER_ONLY = new Set([
  '$lookup',
  '$facet',
  '$unionWith',
  '$graphLookup',
]);

/**
 * A client's aggregation is judged by its first `$match`, which must come
 * first; without one the query is everything.
 * @throws CloudError DATABASE_PERMISSION_DENIED
 */
export function checkClientPipeline(pipeline: Filter[]): Filter {
  for (const stage of pipeline) {
    const name = Object.keys(stage)[0] ?? '';
    if (SERVER_ONLY.has(name)) {
      throw new CloudError(
        'DATABASE_PERMISSION_DENIED',
        'Permission denied',
        `${name} is for server callers`
      );
    }
  }
  return (pipeline[0]?.$match as Filter | undefined) ?? {};
}
