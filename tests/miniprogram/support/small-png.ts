import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

const COLOURS = 64;
/** Between two shades that are told apart. */
const STEP = 12;
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** The same picture with few colours, `by` times smaller: far fewer bytes. */
export function smallPng(png: Buffer, by = 1): Buffer {
  const large = PNG.sync.read(png);
  const width = Math.floor(large.width / by);
  const height = Math.floor(large.height / by);
  const pixels = Array.from({ length: width * height }, (_, i) =>
    mean(large, (i % width) * by, Math.floor(i / width) * by, by)
  );
  const palette = commonest(pixels);
  const indexOf = indexer(palette);
  const rows = Buffer.alloc((width + 1) * height);
  pixels.forEach((colour, i) => {
    const row = Math.floor(i / width);
    rows[row * (width + 1) + 1 + (i % width)] = indexOf(colour);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap(parts));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const parts = (rgb: number) => [rgb >> 16, (rgb >> 8) & 255, rgb & 255];

/** Of a square, in steps: shades that are alike are one, white stays white. */
function mean({ data, width }: PNG, x: number, y: number, by: number): number {
  const sums = [0, 0, 0];
  for (let i = 0; i < by * by; i++) {
    const at = (y + Math.floor(i / by)) * width + x + (i % by);
    sums.forEach((sum, c) => (sums[c] = sum + (data[at * 4 + c] ?? 0)));
  }
  const [r = 0, g = 0, b = 0] = sums.map((sum) =>
    Math.min(255, Math.round(sum / (by * by) / STEP) * STEP)
  );
  return (r << 16) | (g << 8) | b;
}

function commonest(pixels: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const one of pixels) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, COLOURS)
    .map(([colour]) => colour);
}

function indexer(palette: readonly number[]): (rgb: number) => number {
  const known = new Map(palette.map((colour, i) => [colour, i]));
  return (rgb) => {
    const found = known.get(rgb);
    if (found !== undefined) return found;
    const distances = palette.map((one) => distance(one, rgb));
    const nearest = distances.indexOf(Math.min(...distances));
    known.set(rgb, nearest);
    return nearest;
  };
}

function distance(a: number, b: number): number {
  const other = parts(b);
  return parts(a).reduce(
    (sum, part, i) => sum + (part - (other[i] ?? 0)) ** 2,
    0
  );
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
