import type { Hash } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';

/**
 * Writes a new file chunk by chunk and waits for the disk. What could not be
 * written whole is removed. Answers the number of bytes.
 */
export async function writeDurably(
  file: string,
  body: AsyncIterable<Buffer> | Iterable<Buffer>,
  hash?: Hash
): Promise<number> {
  const handle = await open(file, 'wx', 0o600);
  try {
    const size = await writeAll(handle, body, hash);
    await handle.sync();
    await handle.close();
    return size;
  } catch (error) {
    await handle.close();
    await rm(file, { force: true });
    throw error;
  }
}

export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeAll(
  handle: FileHandle,
  body: AsyncIterable<Buffer> | Iterable<Buffer>,
  hash?: Hash
): Promise<number> {
  let size = 0;
  for await (const chunk of body) {
    hash?.update(chunk);
    size += chunk.length;
    await handle.writeFile(chunk);
  }
  return size;
}
