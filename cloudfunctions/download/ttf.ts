import { inflateSync } from 'node:zlib';

const WOFF_HEAD = 44;
const WOFF_ENTRY = 20;
const TTF_HEAD = 12;
const TTF_ENTRY = 16;

/**
 * A WOFF font as the TrueType font in it: the same tables, unpacked. Packed,
 * each glyph that is asked for would unpack its whole table again.
 */
export function ttfOf(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const head = Buffer.alloc(TTF_HEAD + TTF_ENTRY * count);
  woff.copy(head, 0, 4, 8);
  const power = Math.floor(Math.log2(count));
  const range = TTF_ENTRY * 2 ** power;
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(range, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(TTF_ENTRY * count - range, 10);
  const tables: Buffer[] = [head];
  let at = head.length;
  for (let index = 0; index < count; index += 1) {
    const entry = WOFF_HEAD + WOFF_ENTRY * index;
    const data = tableAt(woff, entry);
    const row = TTF_HEAD + TTF_ENTRY * index;
    woff.copy(head, row, entry, entry + 4);
    head.writeUInt32BE(woff.readUInt32BE(entry + 16), row + 4);
    head.writeUInt32BE(at, row + 8);
    head.writeUInt32BE(data.length, row + 12);
    const padding = Buffer.alloc((4 - (data.length % 4)) % 4);
    tables.push(data, padding);
    at += data.length + padding.length;
  }
  return Buffer.concat(tables);
}

function tableAt(woff: Buffer, entry: number): Buffer {
  const offset = woff.readUInt32BE(entry + 4);
  const packed = woff.readUInt32BE(entry + 8);
  const length = woff.readUInt32BE(entry + 12);
  const data = woff.subarray(offset, offset + packed);
  return packed === length ? data : inflateSync(data);
}
