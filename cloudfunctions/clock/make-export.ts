import type { Export } from '../../domain/export/schema';
import { cloud } from '../platform/cloud';
import { get, removeById, updateWhere } from '../platform/documents';
import { deleteFiles } from './files-of';
import { copyOfConversations, copyOfHimself } from './own-data';

/** Goes on with a copy until it is whole or the time is up. */
export async function makeExport(
  wanted: Export,
  until: number
): Promise<Export> {
  let made = wanted;
  while (made.state === 'working' && Date.now() < until) {
    const before = made;
    const { data, after } =
      before.parts.length === 0
        ? { data: await copyOfHimself(before.customer), after: before.after }
        : await copyOfConversations(before.customer, before.after);
    // The same part has the same path: made twice, it is there once.
    const part = await upload(before, data);
    const { _id, key } = before;
    const patch = {
      parts: [...before.parts, part],
      after: after ?? before.after,
      state: after === null ? ('ready' as const) : ('working' as const),
    };
    const mine = await updateWhere(
      'exports',
      { _id, key, parts: before.parts },
      patch
    );
    // Somebody else goes on with it.
    if (mine !== 1) return (await get('exports', _id)) ?? before;
    made = { ...before, ...patch };
  }
  return made;
}

/** The copy that was made for him, with its files. */
export async function dropExport(id: string): Promise<void> {
  const made = await get('exports', id);
  if (!made) return;
  await deleteFiles(made.parts);
  await removeById('exports', id);
}

async function upload({ key, parts }: Export, data: unknown): Promise<string> {
  const { fileID } = await cloud.uploadFile({
    cloudPath: `exports/${key}/${parts.length + 1}.json`,
    fileContent: Buffer.from(JSON.stringify(data, null, 2)),
  });
  return fileID;
}
