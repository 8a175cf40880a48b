import type { Origin } from '../database/database';
import { hasOperators } from '../query/update';
import type { Params } from './read-params';
import {
  docsOf,
  filterOf,
  isById,
  numberOf,
  orderOf,
  projectionOf,
  stagesOf,
  textOf,
  updateOf,
} from './read-params';
import type { Services } from './services';

/** The database steps that all fronts share, before their own encoding. */
export function databaseSteps(
  services: Services,
  params: Params,
  from: Origin
) {
  const { database, clock } = services;
  const now = clock.now();
  const collection = () => textOf(params, 'collectionName');
  return {
    find() {
      const filter = filterOf(params, now);
      return database.find(from, {
        collection: collection(),
        filter,
        byId: isById(params, filter),
        sort: orderOf(params.order, now),
        skip: numberOf(params, 'offset'),
        limit: numberOf(params, 'limit'),
        projection: projectionOf(params.projection, now),
      });
    },
    count: () =>
      database.count(from, {
        collection: collection(),
        filter: filterOf(params, now),
      }),
    aggregate: () =>
      database.aggregate(from, collection(), stagesOf(params.stages, now)),
    insert: (data: unknown = params.data) =>
      database.insert(from, collection(), docsOf(data, now)),
    update(overrides: { replace?: boolean; returnDoc?: boolean } = {}) {
      const filter = filterOf(params, now);
      const update = updateOf(params, now);
      const asked = overrides.replace ?? params.merge === false;
      const whole = asked || Object.keys(update).length > 0;
      return database.update(from, {
        collection: collection(),
        filter,
        byId: isById(params, filter),
        update,
        multi: params.multi === true && !overrides.returnDoc,
        upsert: params.upsert === true,
        // The gateway sends set() without saying that it replaces.
        replace: whole && !hasOperators(update),
        returnDoc: overrides.returnDoc,
      });
    },
    remove() {
      const filter = filterOf(params, now);
      return database.remove(from, {
        collection: collection(),
        filter,
        byId: isById(params, filter),
        multi: params.multi === true,
      });
    },
  };
}
