import { downloadView, type Download } from '../../domain/download/schema';
import { refuse } from '../../domain/errors';
import { recordReach } from '../admin/record/record-reach';
import { cloud } from '../platform/cloud';
import { get, updateWhere } from '../platform/documents';
import { actorOf, type Actor } from '../platform/request';
import type { Handler } from '../platform/serve';
import { settings } from '../platform/settings';
import { deleteStored } from '../platform/storage';
import { mustMayTake } from './allowed';
import { auditPart } from './audit-part';
import { nextPath } from './files';
import { ownDownload } from './own';
import type { Part } from './part';
import { recordPart } from './record-part';

/** No file is begun after this; a client waits 15 seconds. */
const WORK_MS = 7_000;

/** File after file, until it is whole or the time is up. */
export const downloadRun: Handler<'download.run'> = async (
  { downloadId },
  request
) => {
  const until = Date.now() + WORK_MS;
  let download = await ownDownload(downloadId, request);
  while (download.state === 'working' && Date.now() < until) {
    download = await addPart(download, actorOf(request));
  }
  return { download: downloadView(download) };
};

/**
 * One more file. It is uploaded before it is noted, at a path of its number:
 * whoever dies between, or is overtaken, has written what the next one
 * writes over.
 */
async function addPart(before: Download, actor: Actor): Promise<Download> {
  const part = await partOf(before, actor);
  const file = part.bytes && (await upload(nextPath(before), part.bytes));
  const { _id, state, steps } = before;
  const patch = {
    parts: file
      ? [...before.parts, { fileId: file, rows: part.rows }]
      : before.parts,
    steps: steps + 1,
    after: part.after ?? before.after,
    state: part.after === null ? ('ready' as const) : ('working' as const),
  };
  if ((await updateWhere('downloads', { _id, state, steps }, patch)) === 1) {
    return { ...before, ...patch };
  }
  const now = await get('downloads', _id);
  // Cancelled, nobody will note it; else whoever was first has.
  if (file && now?.state === 'cancelled') await deleteStored([file]);
  return now ?? refuse('NOT_FOUND');
}

async function upload(cloudPath: string, bytes: Buffer): Promise<string> {
  const sent = await cloud.uploadFile({ cloudPath, fileContent: bytes });
  return sent.fileID;
}

/** Within what he may see now, whatever he might when it began. */
async function partOf(download: Download, actor: Actor): Promise<Part> {
  const { timeZone } = (await settings()).hours;
  const { wish } = download;
  mustMayTake(wish, actor);
  if (wish.kind === 'audit') return auditPart(download, wish.query, timeZone);
  const reach = await recordReach(actor, wish.query);
  return recordPart(download, wish, reach, timeZone);
}
