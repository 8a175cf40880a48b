import * as z from 'zod';
import { cloud } from './cloud';

const PATIENCE_MS = 8_000;
/** What a link for our own look lives. */
const LOOK_SECONDS = 300;

const Placed = z.object({ data: z.object({ fileId: z.string() }) });
const Listed = z.object({
  fileList: z.array(
    z.object({
      code: z.string().optional(),
      tempFileURL: z.string().optional(),
    })
  ),
});
const Copied = z.object({ fileList: z.array(z.object({ code: z.string() })) });

/** The codes of both of the platform's protocols. */
const THERE = ['SUCCESS', 'OBJECT_ALREADY_EXIST'];
const MISSING = ['STORAGE_FILE_NONEXIST', 'OBJECT_NOT_EXIST'];

let prefix: string | null = null;

/** How the platform names what lies at a path of our bucket. */
export async function fileIdAt(path: string): Promise<string> {
  if (prefix === null) {
    const answer: unknown = await cloud.getUploadMetadata({ cloudPath: path });
    prefix = Placed.parse(answer).data.fileId.slice(0, -path.length);
  }
  return `${prefix}${path}`;
}

/** Addresses that open a file for a while; those that are not there: null. */
export async function linksTo(
  fileIds: readonly string[],
  seconds: number
): Promise<(string | null)[]> {
  const fileList = fileIds.map((fileID) => ({ fileID, maxAge: seconds }));
  const answer: unknown = await cloud.getTempFileURL({ fileList });
  return Listed.parse(answer).fileList.map(({ tempFileURL }) =>
    tempFileURL ? encodeURI(tempFileURL) : null
  );
}

/** How large a file is and how it begins; null: it is not there. */
export async function headOf(
  fileId: string,
  bytes: number
): Promise<{ size: number; head: Uint8Array } | null> {
  const [link] = await linksTo([fileId], LOOK_SECONDS);
  if (!link) return null;
  const answer = await fetch(link, {
    headers: { range: `bytes=0-${bytes - 1}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  // An empty file has no first byte.
  if (answer.status === 416) return { size: 0, head: new Uint8Array() };
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`storage answered ${answer.status}`);
  const size = sizeOf(answer.headers);
  return { size, head: await firstBytes(answer, bytes) };
}

/** Never over a file that is there already. False: nothing to copy. */
export async function copyOnce(from: string, to: string): Promise<boolean> {
  const copy = { srcPath: from, dstPath: to, overwrite: false };
  const answer: unknown = await cloud.copyFile({
    fileList: [{ ...copy, removeOriginal: false }],
  });
  const code = Copied.parse(answer).fileList[0]?.code ?? '';
  if (THERE.includes(code)) return true;
  if (MISSING.includes(code)) return false;
  throw new Error(`storage answered ${code}`);
}

/** What is not there is no failure. */
export async function deleteStored(fileIds: readonly string[]): Promise<void> {
  if (fileIds.length > 0) await cloud.deleteFile({ fileList: [...fileIds] });
}

function sizeOf(headers: Headers): number {
  const whole = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
  const size = Number(whole ?? headers.get('content-length'));
  if (!Number.isSafeInteger(size)) throw new Error('storage told no size');
  return size;
}

/** A store that ignores ranges must not send all of it. */
async function firstBytes(answer: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = answer.body?.getReader();
  while (reader && length < most) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value as Uint8Array);
    length += (value as Uint8Array).length;
  }
  await reader?.cancel();
  return Buffer.concat(chunks).subarray(0, most);
}
