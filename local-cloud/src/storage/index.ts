import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { ClientCaller } from '../kernel/caller';
import type { Storage } from '../kernel/services';
import { diskShelf } from './disk-shelf';
import { formatFileId, parseFileId } from './file-id';
import { checkPath } from './file-path';
import { listFiles, type FileList, type ListRequest } from './list-files';
import { createLinks } from './links';
import { memoryShelf } from './memory-shelf';
import type { StorageOptions, StorageRules } from './options';
import type { StoragePreset } from './presets';
import {
  compileStorageRules,
  DEFAULT_STORAGE_RULES,
  ownerId,
  sceneOf,
} from './storage-rule';

export type { StorageOptions, StorageRules } from './options';
export type { FileList, ListRequest } from './list-files';

/** The storage service with what the door needs besides. */
export interface StorageService extends Storage {
  /** @throws CloudError INVALID_PARAM for a rule that is not understood */
  setRules(rules: StorageRules | StoragePreset): void;
  rules(): StorageRules | StoragePreset;
  list(request?: ListRequest): FileList;
  /** The whole file in memory; for what is known to be small. */
  read(path: string): Promise<Buffer | null>;
}

/** The bucket of an environment: files, their rule and links to them. */
export function createStorage(options: StorageOptions): StorageService {
  const { envId, clock, dir } = options;
  const bucket = options.bucket ?? `${envId}-bucket`;
  const shelf = dir === null ? memoryShelf() : diskShelf(join(dir, 'files'));
  const links = createLinks(shelf.secret(), clock);
  let text = options.rules ?? DEFAULT_STORAGE_RULES;
  let rules = compileStorageRules(text);

  /** A file that is not there yet will belong to whom writes it. */
  function sceneFor(path: string, caller: ClientCaller | null) {
    const entry = shelf.get(path);
    return sceneOf(caller, path, ownerId(entry ? entry.owner : caller));
  }
  const draftOf = (
    path: string,
    contentType: string,
    owner: ClientCaller | null
  ) => ({
    path: checkPath(path),
    contentType,
    owner,
    createdAt: clock.now(),
  });

  return {
    fileId: (path) => formatFileId({ envId, bucket, path }),
    locate(fileId) {
      const id = parseFileId(fileId);
      if (!id)
        return fileId.startsWith('cloud:') ? 'unknown' : { path: fileId };
      if (id.envId !== envId) return 'otherEnvironment';
      return id.bucket === bucket ? { path: id.path } : 'unknown';
    },
    stat: (path) => shelf.get(path),
    open: (path, range) => shelf.open(path, range),
    async read(path) {
      const body = shelf.open(path);
      return body && buffer(body);
    },
    async put(path, body, contentType, owner) {
      const draft = draftOf(path, contentType, owner);
      return shelf.put(draft, Buffer.isBuffer(body) ? chunksOf(body) : body);
    },
    async copy(from, to, owner) {
      const { contentType = '' } = shelf.get(from) ?? {};
      return shelf.copy(from, draftOf(to, contentType, owner));
    },
    remove: (path) => shelf.remove(path),
    list: (request) => listFiles(shelf.entries(), request),
    mayRead: (path, caller) => rules.read(sceneFor(path, caller)),
    mayWrite: (path, caller) => rules.write(sceneFor(path, caller)),
    ...links,
    rules: () => text,
    setRules(wanted) {
      rules = compileStorageRules(wanted);
      text = wanted;
    },
    async start() {},
    async stop() {},
    reset: () => shelf.clear(),
  };
}

async function* chunksOf(body: Buffer): AsyncGenerator<Buffer> {
  yield body;
}
