import { randomBytes } from 'node:crypto';
import type { FileEntry } from '../kernel/services';
import type { Shelf } from './shelf';

export function memoryShelf(): Shelf {
  const files = new Map<string, { entry: FileEntry; body: Buffer }>();
  const secret = randomBytes(32);
  return {
    get: (path) => files.get(path)?.entry ?? null,
    read: async (path) => files.get(path)?.body ?? null,
    put: async (entry, body) => void files.set(entry.path, { entry, body }),
    remove: async (path) => files.delete(path),
    clear: async () => files.clear(),
    secret: () => secret,
  };
}
