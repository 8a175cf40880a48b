import type { Row } from './command-table';

/** What `group` computes of three documents, n = 1, 2, 2, the last also s. */
export const ACCUMULATORS: Record<string, Row> = {
  addToSet: ['$n', [1, 2]],
  avg: ['$n', 5 / 3],
  first: ['$n', 1],
  last: ['$s', 'z'],
  max: ['$n', 2],
  min: ['$n', 1],
  push: ['$n', [1, 2, 2]],
  stdDevPop: ['$n', Math.sqrt(2 / 9)],
  stdDevSamp: ['$n', Math.sqrt(1 / 3)],
  sum: ['$n', 5],
  mergeObjects: ['$o', { a: 1, b: 2 }],
};

/** Not evaluated here, and refused by this name. */
export const REFUSED_EXPRESSIONS: Record<string, unknown> = {
  meta: 'textScore',
};

/** What each stage of `aggregate()` makes of the documents of a group. */
export const STAGES: Record<string, Row> = {
  addFields: [{ m: { $add: ['$n', 1] } }, [2, 3, 3]],
  bucket: [
    {
      groupBy: '$n',
      boundaries: [1, 2, 3],
      output: { m: { $sum: '$n' } },
    },
    [1, 4],
  ],
  bucketAuto: [{ groupBy: '$n', buckets: 1, output: { m: { $sum: 1 } } }, [3]],
  count: ['m', [3]],
  group: [{ _id: '$n', m: { $sum: 1 } }, [1, 2]],
  limit: [1, [undefined]],
  match: [{ n: 2 }, [undefined, undefined]],
  project: [{ m: '$n' }, [1, 2, 2]],
  replaceRoot: [{ newRoot: { m: '$n' } }, [1, 2, 2]],
  sample: [{ size: 2 }, [undefined, undefined]],
  skip: [2, [undefined]],
  sort: [{ n: -1 }, [undefined, undefined, undefined]],
  sortByCount: ['$n', [undefined, undefined]],
  unwind: ['$o', [undefined, undefined]],
};

/** Refused: by name, or because only servers may. */
export const REFUSED_STAGES: Record<string, unknown> = {
  geoNear: {
    distanceField: 'd',
    query: {},
  },
};
