import * as z from 'zod';
import { cloud, command, database } from '../platform/cloud';

/** File ids that cloud storage deletes in one call. */
const AT_ONCE = 50;
const PAGE = 1_000;

/** Where its bytes lie, and where a look that died may have left them. */
const FileRow = z.object({ uploadId: z.string(), fileId: z.string() });
/** A message that passed every check and carries a file. */
const FileMessage = z.object({ body: z.object({ fileId: z.string() }) });

/**
 * Everything that was uploaded for a conversation. A message whose contract
 * was broken is not believed: whoever wrote it may have named another's file.
 */
export async function filesOf(conversationId: string): Promise<string[]> {
  const rows = await read('files', { conversationId });
  const messages = await read('messages', {
    conversationId,
    kind: command.in(['image', 'voice', 'file']),
    safety: command.neq('neutralised'),
    seq: command.gt(0),
  });
  const ids = [
    ...rows.flatMap((row) => idOfRow(row)),
    ...messages.flatMap((message) => {
      const read = FileMessage.safeParse(message);
      return read.success ? [read.data.body.fileId] : [];
    }),
  ];
  return [...new Set(ids)].filter((id) => id.startsWith('cloud://'));
}

/** @returns how many are there no more; one that never was is no failure */
export async function deleteFiles(ids: readonly string[]): Promise<number> {
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    await cloud.deleteFile({ fileList: ids.slice(at, at + AT_ONCE) });
  }
  return ids.length;
}

function idOfRow(row: unknown): string[] {
  const read = FileRow.safeParse(row);
  return read.success ? [read.data.fileId, read.data.uploadId] : [];
}

async function read(
  collection: 'files' | 'messages',
  filter: Record<string, unknown>
): Promise<unknown[]> {
  const { data } = await database
    .collection(collection)
    .where(filter)
    .limit(PAGE)
    .get();
  return data as unknown[];
}
