import { refuse } from '../../../domain/errors';
import { FILE_NAME_LENGTH, pathsOf } from '../../../domain/file/names';
import { newFile } from '../../../domain/file/new-file';
import { isTaken, mostBytes } from '../../../domain/file/verdict';
import { addOnce } from '../../platform/documents';
import { randomId } from '../../platform/random-id';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';
import { fileIdAt } from '../../platform/storage';
import { takeLimit } from '../../platform/take-limit';
import { personOf } from '../../platform/who';
import { seatToWrite } from '../message/mute';

/**
 * A random place below `up/`, noted as his. The bucket's rule lets a client
 * write there, and nobody over what another has written.
 */
export const fileReserve: Handler<'file.reserve'> = async (
  { kind, extension: given, size },
  { caller, now }
) => {
  const { me } = personOf(caller);
  const extension = given.toLowerCase();
  if (!isTaken(kind, extension)) refuse('FILE_TYPE_REFUSED', extension);
  const most = mostBytes((await settings()).limits.uploadMegabytes);
  if (size > most) refuse('FILE_TOO_LARGE');
  await seatToWrite(me, now);
  await takeLimit('upload', me, now);
  const name = randomId(FILE_NAME_LENGTH);
  const { upload, kept } = pathsOf(name, extension);
  const uploadId = await fileIdAt(upload);
  const fileId = await fileIdAt(kept);
  const of = { _id: name, owner: me, kind, extension, uploadId, fileId };
  await addOnce('files', newFile(of, now));
  return { cloudPath: upload, fileId: uploadId, mostBytes: most };
};
