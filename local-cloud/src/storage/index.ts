import { join } from 'node:path';
import type { ClientCaller } from '../kernel/caller';
import type { Storage } from '../kernel/services';
import { diskShelf } from './disk-shelf';
import { checkPath } from './file-path';
import { createLinks } from './links';
import { memoryShelf } from './memory-shelf';
import type { StorageOptions, StorageRules } from './options';
import {
  compileStorageRules,
  DEFAULT_STORAGE_RULES,
  ownerId,
  sceneOf,
} from './storage-rule';

export type { StorageOptions, StorageRules } from './options';

/** The storage service with what the door needs besides. */
export interface StorageService extends Storage {
  /** @throws CloudError INVALID_PARAM for a rule that is not understood */
  setRules(rules: StorageRules): void;
}

/** The bucket of an environment: files, their rule and links to them. */
export function createStorage(options: StorageOptions): StorageService {
  const { envId, clock, dir } = options;
  const bucket = options.bucket ?? `${envId}-bucket`;
  const shelf = dir === null ? memoryShelf() : diskShelf(join(dir, 'files'));
  const links = createLinks(shelf.secret(), clock);
  let rules = compileStorageRules(options.rules ?? DEFAULT_STORAGE_RULES);

  /** A file that is not there yet will belong to whom writes it. */
  function sceneFor(path: string, caller: ClientCaller | null) {
    const entry = shelf.get(path);
    return sceneOf(caller, path, ownerId(entry ? entry.owner : caller));
  }

  return {
    fileId: (path) => `cloud://${envId}.${bucket}/${path}`,
    async put(path, body, contentType, owner) {
      const entry = {
        path: checkPath(path),
        size: body.length,
        contentType,
        owner,
        createdAt: clock.now(),
      };
      await shelf.put(entry, body);
    },
    async read(path) {
      const entry = shelf.get(path);
      const body = entry && (await shelf.read(path));
      return entry && body ? { entry, body } : null;
    },
    remove: (path) => shelf.remove(path),
    mayRead: (path, caller) => rules.read(sceneFor(path, caller)),
    mayWrite: (path, caller) => rules.write(sceneFor(path, caller)),
    sign: links.sign,
    verify: links.verify,
    setRules: (wanted) => void (rules = compileStorageRules(wanted)),
    async start() {},
    async stop() {},
    reset: () => shelf.clear(),
  };
}
