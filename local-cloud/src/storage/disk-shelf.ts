import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  constants,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileEntry } from '../kernel/services';
import type { Shelf } from './shelf';
import { syncFile, writeDurably } from './write-durably';

interface Stored {
  entry: FileEntry;
  /** Name of the file that holds the bytes. */
  blob: string;
}

/**
 * Files in a folder. Bytes go to a file of a new random name, then a record
 * named by the hash of the path is renamed into place: a kill between the two
 * leaves the old file whole. No name on disk is made of a client's path.
 */
export function diskShelf(dir: string): Shelf {
  const records = join(dir, 'records');
  const blobs = join(dir, 'blobs');
  const stored = loadRecords(records, blobs);

  const blobFile = (name: string): string => join(blobs, name);
  const recordFile = (path: string): string =>
    join(records, `${createHash('sha256').update(path).digest('hex')}.json`);

  /** The rename and the map change in one step, so that they agree. */
  async function publish(record: Stored): Promise<FileEntry> {
    const { path } = record.entry;
    const draft = join(records, `${record.blob}.new`);
    await writeDurably(draft, [Buffer.from(JSON.stringify(record))]);
    renameSync(draft, recordFile(path));
    const old = stored.get(path);
    stored.set(path, record);
    if (old) await rm(blobFile(old.blob), { force: true });
    return record.entry;
  }

  return {
    get: (path) => stored.get(path)?.entry ?? null,
    open(path, range) {
      const file = stored.get(path);
      if (!file) return null;
      // Opened at once: a replacement removes the name, not the open file.
      const fd = openSync(blobFile(file.blob), 'r');
      return createReadStream('', { fd, ...range });
    },
    async put(draft, body) {
      const blob = randomUUID();
      const hash = createHash('md5');
      const size = await writeDurably(blobFile(blob), body, hash);
      return publish({
        entry: { ...draft, size, etag: hash.digest('hex') },
        blob,
      });
    },
    async copy(from, draft) {
      const source = stored.get(from);
      if (!source) return null;
      const blob = randomUUID();
      const target = blobFile(blob);
      await copyFile(blobFile(source.blob), target, constants.COPYFILE_FICLONE);
      await syncFile(target);
      const { size, etag } = source.entry;
      return publish({ entry: { ...draft, size, etag }, blob });
    },
    async remove(path) {
      const file = stored.get(path);
      if (!file) return false;
      stored.delete(path);
      rmSync(recordFile(path), { force: true });
      await rm(blobFile(file.blob), { force: true });
      return true;
    },
    *entries() {
      for (const { entry } of stored.values()) yield entry;
    },
    async clear() {
      stored.clear();
      for (const folder of [records, blobs]) {
        await rm(folder, { recursive: true, force: true });
        mkdirSync(folder, { recursive: true });
      }
    },
    secret: () => readSecret(join(dir, 'link.key')),
  };
}

/** Reads what is kept and sweeps what a kill has left behind. */
function loadRecords(records: string, blobs: string): Map<string, Stored> {
  const stored = new Map<string, Stored>();
  mkdirSync(records, { recursive: true });
  mkdirSync(blobs, { recursive: true });
  for (const name of readdirSync(records)) {
    if (!name.endsWith('.json')) {
      rmSync(join(records, name));
      continue;
    }
    const text = readFileSync(join(records, name), 'utf8');
    const record = JSON.parse(text) as Stored;
    stored.set(record.entry.path, record);
  }
  const used = new Set([...stored.values()].map(({ blob }) => blob));
  for (const name of readdirSync(blobs)) {
    if (!used.has(name)) rmSync(join(blobs, name));
  }
  return stored;
}

function readSecret(file: string): Buffer {
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, randomBytes(32), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file);
}
