import { NOBODY } from '../values/collections';
import { extensionOf } from './names';
import type { FileKind, FileVerdict, StoredFile } from './schema';
import type { FileType } from './type';

const MEGABYTE = 1024 * 1024;

/** What each extension must be inside. What is not here is not taken. */
const TYPES: Record<FileKind, Record<string, FileType>> = {
  image: { jpg: 'jpg', jpeg: 'jpg', png: 'png', gif: 'gif', webp: 'webp' },
  voice: {
    mp3: 'mp3',
    aac: 'aac',
    m4a: 'iso-media',
    wav: 'wav',
    amr: 'amr',
  },
  file: {
    pdf: 'pdf',
    doc: 'old-office',
    xls: 'old-office',
    ppt: 'old-office',
    docx: 'zip',
    xlsx: 'zip',
    pptx: 'zip',
    txt: 'text',
    csv: 'text',
    jpg: 'jpg',
    jpeg: 'jpg',
    png: 'png',
    gif: 'gif',
    webp: 'webp',
    mp4: 'iso-media',
  },
};

/** Whether such a file may be sent as this kind of message at all. */
export function isTaken(kind: FileKind, extension: string): boolean {
  return Object.hasOwn(TYPES[kind], extension);
}

/** The largest upload in bytes; exactly so many still pass. */
export function mostBytes(megabytes: number): number {
  return Math.floor(megabytes * MEGABYTE);
}

/** What its bytes say, against what was announced. */
export function verdictOf(
  { kind, extension }: Pick<StoredFile, 'kind' | 'extension'>,
  found: { size: number; type: FileType | null } | null,
  most: number
): FileVerdict {
  if (!found || found.size === 0) return 'file-missing';
  if (found.size > most) return 'file-too-large';
  const right = isTaken(kind, extension) && TYPES[kind][extension];
  return found.type === right ? 'kept' : 'file-type';
}

/**
 * Whether a message may carry it: his own, of the same kind, in the
 * conversation where it was sent first. A first message ('-') has none yet;
 * whoever opens one decides.
 */
export function belongsTo(
  file: StoredFile,
  message: {
    from: string;
    conversationId: string;
    kind: string;
    fileId: string;
  }
): boolean {
  const { owner, conversationId, kind, uploadId, fileId } = file;
  return (
    owner === message.from &&
    kind === message.kind &&
    [uploadId, fileId].includes(message.fileId) &&
    (message.conversationId === NOBODY ||
      [NOBODY, message.conversationId].includes(conversationId))
  );
}

/** Whether its name, where it has one, says what it was announced as. */
export function isNamedRight(
  { extension }: Pick<StoredFile, 'extension'>,
  name: string | undefined
): boolean {
  return name === undefined || extensionOf(name) === extension;
}
