import { CloudError } from '../kernel/errors';

const LONGEST = 120;

/**
 * MongoDB's rule, which the platform refers to: a letter, a digit or `_`
 * first, no `$`, nothing of the system's. Narrower where a path or a file
 * must hold the name: no white space, no `/`.
 * @throws CloudError INVALID_PARAM
 */
export function checkCollectionName(name: string): void {
  const fits =
    /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(name) &&
    Buffer.byteLength(name) <= LONGEST &&
    !name.startsWith('system.');
  if (fits) return;
  throw new CloudError('INVALID_PARAM', 'the collection name is malformed');
}

export const collectionExists = (name: string): CloudError =>
  new CloudError(
    'DATABASE_COLLECTION_ALREADY_EXIST',
    `Db or Table already exist: ${name}`
  );
