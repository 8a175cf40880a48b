import { CloudError } from '../kernel/errors';
import type { StorageRules } from '../storage';
import { identityOf } from './identities';
import type { DoorParts } from './parts';

/** Files as a person looks at them. */
export const FILE_ROUTES = {
  'GET files': readFiles,
  'DELETE files': removeFile,
  'GET storage/rules': ({ storage }: DoorParts) => ({ rules: storage.rules() }),
  'PUT storage/rules': putStorageRules,
};

/**
 * By path, in pages: `?prefix=`, `?limit=` (100, at most 1,000) and `?after=`,
 * the `next` of the page before.
 */
function readFiles(
  { storage }: DoorParts,
  _body: unknown,
  query: URLSearchParams
) {
  const { files, total, next } = storage.list({
    prefix: query.get('prefix') ?? '',
    after: query.get('after') ?? undefined,
    limit: limitOf(query.get('limit')),
  });
  return {
    files: files.map(({ path, size, contentType, owner, createdAt }) => ({
      path,
      fileId: storage.fileId(path),
      size,
      contentType,
      owner: identityOf(owner),
      createdAt,
    })),
    total,
    next,
  };
}

function limitOf(text: string | null): number | undefined {
  if (text === null) return undefined;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1) return limit;
  throw new CloudError('INVALID_PARAM', 'limit must be a whole number from 1');
}

async function removeFile(
  { storage }: DoorParts,
  { path }: Record<string, unknown>
): Promise<{ removed: boolean }> {
  if (typeof path !== 'string' || path === '') {
    throw new CloudError('INVALID_PARAM', 'path must be a nonempty text');
  }
  return { removed: await storage.remove(path) };
}

/** `{rules: {read, write}}` or `{rules: <preset>}`. */
function putStorageRules(
  { storage }: DoorParts,
  { rules }: Record<string, unknown>
) {
  storage.setRules(rules as StorageRules);
  return { rules: storage.rules() };
}
