import { COPY, fill } from '../contract/copy/phone';
import { FILE_EXTENSIONS } from '../contract/file-extensions';
import { LIMITS } from '../contract/limits';
import { lengthOf } from '../contract/text';

interface LocalFile {
  /** On this phone, as WeChat names it. */
  path: string;
  /** Bytes. */
  size: number;
  /** What is inside, in small letters and without a dot: `jpg`. */
  extension: string;
}

/** Something on this phone that is to be sent. */
export type Media = LocalFile &
  (
    | { kind: 'image'; width: number; height: number }
    | { kind: 'voice'; durationMs: number }
    | { kind: 'file'; name: string }
  );

/** Why it cannot be sent at all, in a sentence; null: it can. */
export function refusalOf(media: Media): string | null {
  const { kind, size, extension } = media;
  const taken: readonly string[] = FILE_EXTENSIONS[kind];
  if (!taken.includes(extension)) return typeRefused(media);
  if (size === 0) return COPY.fileEmpty;
  if (size > LIMITS.uploadBytes) return tooLarge(size);
  const longName = kind === 'file' && lengthOf(media.name) > LIMITS.fileName;
  return longName ? COPY.fileNameLong : null;
}

function typeRefused({ kind, extension }: Media): string {
  if (kind === 'image') return COPY.pictureTypeRefused;
  const type = extension ? `.${extension}` : '';
  return fill(COPY.fileTypeRefused, { type });
}

export function tooLarge(
  size: number,
  most: number = LIMITS.uploadBytes
): string {
  const words = { size: sizeWords(size), most: sizeWords(most) };
  return fill(COPY.fileTooLarge, words);
}

/** `12.3 MB`, `456 KB`. */
export function sizeWords(bytes: number): string {
  const megabytes = bytes / 1024 / 1024;
  if (megabytes < 1) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${Number(megabytes.toFixed(1))} MB`;
}

/** What follows the last dot of a name or path; '' without one. */
export function extensionIn(name: string): string {
  return /\.([0-9a-z]{1,5})$/.exec(name.toLowerCase())?.[1] ?? '';
}

/** The body of its message, once it is uploaded. */
export function bodyOf(media: Media, fileId: string) {
  const { size } = media;
  const file = { text: '' as const, fileId, size };
  switch (media.kind) {
    case 'image': {
      const { width, height } = media;
      return { kind: media.kind, body: { ...file, width, height } };
    }
    case 'voice': {
      const { durationMs } = media;
      return { kind: media.kind, body: { ...file, durationMs } };
    }
    case 'file':
      return { kind: media.kind, body: { ...file, name: media.name } };
  }
}
