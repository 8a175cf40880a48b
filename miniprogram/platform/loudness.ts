/** Bytes of an MPEG frame's header and of what stands before its first gain. */
const HEADER = 4;

/**
 * How loud a piece of a recording is, from 0 to 1. MP3 says it in each frame
 * as the gain of its first granule; anything else is taken for 16-bit samples.
 */
export function loudness(piece: ArrayBuffer): number {
  const bytes = new Uint8Array(piece);
  const at = firstFrame(bytes);
  return at < 0 ? ofSamples(piece) : ofFrame(bytes, at);
}

/** Two frames in a row: one could be chance. -1: none. */
function firstFrame(bytes: Uint8Array): number {
  for (let at = 0; at + HEADER < bytes.length; at++) {
    const length = frameLength(bytes, at);
    if (length > 0 && frameLength(bytes, at + length) > 0) return at;
  }
  return -1;
}

const RATES = [44_100, 48_000, 32_000];
const KBITS_V1 = [
  0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
];
const KBITS_V2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/** Of a layer III frame in bytes; 0: there is none. */
function frameLength(bytes: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + HEADER);
  if (a !== 0xff || (b & 0xe6) !== 0xe2) return 0;
  const version = (b >> 3) & 3;
  const rate = RATES[(c >> 2) & 3];
  const kbits = (version === 3 ? KBITS_V1 : KBITS_V2)[c >> 4];
  if (!rate || !kbits || version === 1) return 0;
  const hertz = version === 3 ? rate : version === 2 ? rate / 2 : rate / 4;
  const samples = version === 3 ? 144 : 72;
  return Math.floor((samples * kbits * 1_000) / hertz) + ((c >> 1) & 1);
}

function ofFrame(bytes: Uint8Array, at: number): number {
  const b = bytes[at + 1] ?? 0;
  const mono = (bytes[at + 3] ?? 0) >> 6 === 3;
  const first = ((b >> 3) & 3) === 3;
  // main_data_begin, private bits, scfsi; then lengths, then the gain.
  const before = first ? 9 + (mono ? 5 + 4 : 3 + 8) : 8 + (mono ? 1 : 2);
  const checked = (b & 1) === 0 ? 2 : 0;
  const gain = bitsAt(bytes, (at + HEADER + checked) * 8 + before + 12 + 9);
  // 210 is full scale and four steps are 6 dB: 48 dB are drawn.
  return clamp((gain - 210 + 32 + 48) / 64);
}

function bitsAt(bytes: Uint8Array, bit: number): number {
  const at = bit >> 3;
  const word = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return (word >> (8 - (bit & 7))) & 0xff;
}

function ofSamples(piece: ArrayBuffer): number {
  const samples = new Int16Array(piece.slice(0, piece.byteLength & ~1));
  if (samples.length === 0) return 0;
  const squares = samples.reduce((sum, one) => sum + one * one, 0);
  const level = Math.sqrt(squares / samples.length) / 32_768;
  return clamp(1 + Math.log10(Math.max(level, 1e-4)) / 2);
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));
