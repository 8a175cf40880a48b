const HEADER_BYTES = 44;

/** A WAV file of 16-bit samples, one channel. */
export function waveFile(pieces: Int16Array[], sampleRate: number): Blob {
  const bytes = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  const text = (at: number, word: string) =>
    [...word].forEach((letter, i) =>
      header.setUint8(at + i, letter.charCodeAt(0))
    );
  text(0, 'RIFF');
  header.setUint32(4, HEADER_BYTES - 8 + bytes, true);
  text(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, sampleRate, true);
  header.setUint32(28, sampleRate * 2, true);
  header.setUint16(32, 2, true);
  header.setUint16(34, 16, true);
  text(36, 'data');
  header.setUint32(40, bytes, true);

  return new Blob([header, ...(pieces as BlobPart[])], { type: 'audio/wav' });
}

/** Samples from -1 to 1 as a file keeps them. */
export function asSamples(wave: Float32Array): Int16Array {
  return Int16Array.from(wave, (one) =>
    Math.round(Math.max(-1, Math.min(1, one)) * 32_767)
  );
}
