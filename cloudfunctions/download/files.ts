import type { Download } from '../../domain/download/schema';
import { removeById } from '../platform/documents';
import { deleteStored, fileIdAt } from '../platform/storage';

/** Where its next file goes: made twice, it is there once. */
export function nextPath({ key, parts, wish }: Download): string {
  return `exports/${key}/${parts.length + 1}.${wish.format}`;
}

/** Those it has, and the one that somebody may have made and died. */
export async function filesOfDownload(download: Download): Promise<string[]> {
  const known = download.parts.map(({ fileId }) => fileId);
  return [...known, await fileIdAt(nextPath(download))];
}

/** Row last, so that whoever dies before is followed by another. */
export async function dropDownload(download: Download): Promise<void> {
  await deleteStored(await filesOfDownload(download));
  await removeById('downloads', download._id);
}
