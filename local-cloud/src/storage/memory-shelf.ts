import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileEntry } from '../kernel/services';
import type { Shelf } from './shelf';

export function memoryShelf(): Shelf {
  const files = new Map<string, { entry: FileEntry; body: Buffer }>();
  const secret = randomBytes(32);
  return {
    get: (path) => files.get(path)?.entry ?? null,
    open(path, range) {
      const body = files.get(path)?.body;
      if (!body) return null;
      const part = range ? body.subarray(range.start, range.end + 1) : body;
      return Readable.from([part], { objectMode: false });
    },
    async put(draft, source) {
      const chunks: Buffer[] = [];
      for await (const chunk of source) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      const etag = createHash('md5').update(body).digest('hex');
      const entry = { ...draft, size: body.length, etag };
      files.set(entry.path, { entry, body });
      return entry;
    },
    async copy(from, draft) {
      const source = files.get(from);
      if (!source) return null;
      const { size, etag } = source.entry;
      const entry = { ...draft, size, etag };
      files.set(entry.path, { entry, body: source.body });
      return entry;
    },
    remove: async (path) => files.delete(path),
    *entries() {
      for (const { entry } of files.values()) yield entry;
    },
    clear: async () => files.clear(),
    secret: () => secret,
  };
}
