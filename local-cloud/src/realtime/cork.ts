import type { Duplex } from 'node:stream';

let corked: Duplex[] = [];

/**
 * Collects what is written to a stream until the end of this turn, so that
 * many frames become one system call.
 */
export function corkForThisTurn(stream: Duplex): void {
  if (corked.length === 0) process.nextTick(uncorkAll);
  if (stream.writableCorked > 0) return;
  stream.cork();
  corked.push(stream);
}

function uncorkAll(): void {
  const streams = corked;
  corked = [];
  for (const stream of streams) stream.uncork();
}
