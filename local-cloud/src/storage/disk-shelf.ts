import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileEntry } from '../kernel/services';
import type { Shelf } from './shelf';

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
  const stored = new Map<string, Stored>();

  function load(): void {
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
  }

  const recordFile = (path: string): string =>
    join(records, `${createHash('sha256').update(path).digest('hex')}.json`);

  load();
  return {
    get: (path) => stored.get(path)?.entry ?? null,
    async read(path) {
      const file = stored.get(path);
      return file ? readFile(join(blobs, file.blob)) : null;
    },
    async put(entry, body) {
      const record: Stored = { entry, blob: randomUUID() };
      await writeDurably(join(blobs, record.blob), body);
      const draft = join(records, `${record.blob}.new`);
      await writeDurably(draft, JSON.stringify(record));
      const old = stored.get(entry.path);
      await rename(draft, recordFile(entry.path));
      stored.set(entry.path, record);
      if (old) await rm(join(blobs, old.blob), { force: true });
    },
    async remove(path) {
      const file = stored.get(path);
      if (!file) return false;
      stored.delete(path);
      await rm(recordFile(path), { force: true });
      await rm(join(blobs, file.blob), { force: true });
      return true;
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

async function writeDurably(file: string, body: Buffer | string) {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(body);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function readSecret(file: string): Buffer {
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, randomBytes(32), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file);
}
