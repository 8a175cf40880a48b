import { downloadView } from '../../domain/download/schema';
import { updateWhere } from '../platform/documents';
import type { Handler } from '../platform/serve';
import { deleteStored } from '../platform/storage';
import { filesOfDownload } from './files';
import { ownDownload } from './own';

/**
 * From then on nobody notes a file; those that are there go. The list of them
 * stays until the row goes, so that whoever is killed here is followed up.
 */
export const downloadCancel: Handler<'download.cancel'> = async (
  { downloadId },
  request
) => {
  await ownDownload(downloadId, request);
  await updateWhere('downloads', { _id: downloadId }, { state: 'cancelled' });
  // Read again: one may have been noted until then.
  const download = await ownDownload(downloadId, request);
  await deleteStored(await filesOfDownload(download));
  return { download: downloadView(download) };
};
