import { fileNameIn, pathsOf } from '../../../domain/file/names';
import type { FileVerdict, StoredFile } from '../../../domain/file/schema';
import { HEAD_BYTES, typeOf } from '../../../domain/file/type';
import {
  belongsTo,
  isNamedRight,
  mostBytes,
  verdictOf,
} from '../../../domain/file/verdict';
import type { Finding } from '../../../domain/message/judge';
import { NOBODY } from '../../../domain/values/collections';
import { get, updateWhere } from '../../platform/documents';
import { settings } from '../../platform/settings';
import { copyOnce, deleteStored, headOf } from '../../platform/storage';

/** A message, as far as its file is concerned. */
export interface Carrier {
  from: string;
  /** '-' before there is one. */
  conversationId: string;
  kind: string;
  fileId: string;
  name?: string | undefined;
}

const MISSING: Finding = { kept: false, reason: 'file-missing' };

/**
 * Looks once into what somebody uploaded. A copy that no client can write is
 * what is looked at and kept, so that nothing can change after the look.
 * @throws where storage does not answer; then it is asked again later
 */
export async function checkFile(carrier: Carrier): Promise<Finding> {
  const name = fileNameIn(carrier.fileId);
  const file = name === null ? null : await get('files', name);
  if (!file || !belongsTo(file, carrier)) return MISSING;
  if (!isNamedRight(file, carrier.name)) {
    return { kept: false, reason: 'file-type' };
  }
  const done = file.verdict === 'waiting' ? await look(file) : file;
  const { conversationId } = carrier;
  if (done.verdict !== 'kept') return findingOf(done);
  if (conversationId !== NOBODY && !(await claim(done, conversationId))) {
    return MISSING;
  }
  return findingOf(done);
}

/** Two looks at once come to the same end: the first one that is written. */
async function look(file: StoredFile): Promise<StoredFile> {
  const { _id, extension, fileId } = file;
  const { upload, kept } = pathsOf(_id, extension);
  const there = await copyOnce(upload, kept);
  const found = there ? await headOf(fileId, HEAD_BYTES) : null;
  const most = mostBytes((await settings()).limits.uploadMegabytes);
  const seen = found && { size: found.size, type: typeOf(found.head) };
  const verdict = verdictOf(file, seen, most);
  // Nothing is there yet that could be deleted: it may still come.
  if (verdict === 'file-missing') return { ...file, verdict };
  const said = { verdict, size: found?.size ?? 0, leftover: true };
  const first = await updateWhere('files', { _id, verdict: 'waiting' }, said);
  const written = first === 1 ? { ...file, ...said } : await get('files', _id);
  if (!written) return { ...file, verdict: 'file-missing' };
  await tidyUp(written);
  return written;
}

/** Deletes what was uploaded, and what must not be kept. */
export async function tidyUp(file: StoredFile): Promise<void> {
  const { _id, uploadId, fileId, verdict } = file;
  const refused = verdict === 'kept' ? [] : [fileId];
  await deleteStored([uploadId, ...refused]);
  await updateWhere('files', { _id }, { leftover: false });
}

/** It belongs to the conversation in which it is said first. */
async function claim(
  { _id, conversationId: before }: StoredFile,
  conversationId: string
): Promise<boolean> {
  if (before === conversationId) return true;
  const free = { _id, conversationId: NOBODY };
  if ((await updateWhere('files', free, { conversationId })) === 1) return true;
  return (await get('files', _id))?.conversationId === conversationId;
}

function findingOf({ verdict, fileId, size }: StoredFile): Finding {
  return verdict === 'kept'
    ? { kept: true, fileId, size }
    : { kept: false, reason: reasonOf(verdict) };
}

function reasonOf(verdict: Exclude<FileVerdict, 'kept'>) {
  return verdict === 'waiting' ? 'file-missing' : verdict;
}
