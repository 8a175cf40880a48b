/** What the first bytes of a file say that it is. */
export type FileType =
  | 'jpg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'mp3'
  | 'aac'
  | 'wav'
  | 'amr'
  /** m4a and mp4. */
  | 'iso-media'
  | 'pdf'
  /** doc, xls and ppt of before 2007. */
  | 'old-office'
  /** docx, xlsx and pptx, which are zip files. */
  | 'zip'
  | 'text';

/** So many of them are enough. */
export const HEAD_BYTES = 4_096;

/** Bytes at a place; a space in the pattern is any byte. */
const SIGNATURES: readonly [FileType, at: number, bytes: string][] = [
  ['jpg', 0, '\xff\xd8\xff'],
  ['png', 0, '\x89PNG\r\n\x1a\n'],
  ['gif', 0, 'GIF87a'],
  ['gif', 0, 'GIF89a'],
  ['webp', 0, 'RIFF    WEBP'],
  ['wav', 0, 'RIFF    WAVE'],
  ['amr', 0, '#!AMR'],
  ['mp3', 0, 'ID3'],
  ['iso-media', 4, 'ftyp'],
  ['pdf', 0, '%PDF-'],
  ['old-office', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['zip', 0, 'PK\x03\x04'],
];

/** null: nothing that is allowed here, whatever it is called. */
export function typeOf(head: Uint8Array): FileType | null {
  const found = SIGNATURES.find(([, at, bytes]) => hasAt(head, at, bytes));
  if (found) return found[0];
  const frame = (head[0] === 0xff && head[1]) || 0;
  // Both begin with 11 set bits; then the layer, which AAC has as 0.
  if ((frame & 0xf6) === 0xf0) return 'aac';
  if ((frame & 0xe0) === 0xe0 && (frame & 0x06) !== 0) return 'mp3';
  return isPlainText(head) ? 'text' : null;
}

function hasAt(head: Uint8Array, at: number, bytes: string): boolean {
  return [...bytes].every(
    (byte, i) => byte === ' ' || head[at + i] === byte.charCodeAt(0)
  );
}

/** Neither machine code nor what a browser or a shell would run. */
function isPlainText(head: Uint8Array): boolean {
  const printable = head.every(
    (byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d
  );
  if (!printable || head.length === 0) return false;
  const text = new TextDecoder().decode(head).trimStart();
  return !/^(?:<|#!|MZ)/u.test(text);
}
