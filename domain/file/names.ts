import * as z from 'zod';

/** Digits of a file's random name: nobody guesses another's. */
export const FILE_NAME_LENGTH = 32;

/** Where phones and browsers put what they upload; the rule names it too. */
const UPLOADS = 'up';
/** Where functions keep what was checked; no client writes here. */
const KEPT = 'kept';

/** As the platform names a file; what it names is another question. */
export const FileId = z
  .string()
  .regex(/^cloud:\/\/[!-.0-~]{1,200}\/[!-~]{1,200}$/);

/** The two paths of one file: as it is uploaded, and as it is kept. */
export function pathsOf(name: string, extension: string) {
  const file = `${name}.${extension}`;
  return { upload: `${UPLOADS}/${file}`, kept: `${KEPT}/${file}` };
}

/** The name of the file's row; null where no file of ours is called so. */
export function fileNameIn(fileId: string): string | null {
  const [, name] =
    /^cloud:\/\/[^/]+\/(?:up|kept)\/([0-9a-z]{32})\.[0-9a-z]{1,5}$/.exec(
      fileId
    ) ?? [];
  return name ?? null;
}

/** What follows the last dot, in small letters; '' without one. */
export function extensionOf(fileName: string): string {
  return /\.([0-9a-z]{1,5})$/.exec(fileName.toLowerCase())?.[1] ?? '';
}
