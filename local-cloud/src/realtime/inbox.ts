import type { ClientFrame } from './wire';

/** Frames that may wait before no more are read. */
const MOST_WAITING = 100;

interface Source {
  pause(): void;
  resume(): void;
}

/**
 * Handles the frames of one socket one after another: a CLOSE_WATCH finds the
 * watch that the frame before it opened, and a flood waits in the network.
 */
export function createInbox(
  source: Source,
  handle: (frame: ClientFrame) => Promise<void>
): (frame: ClientFrame) => void {
  let waiting: ClientFrame[] = [];
  let busy = false;

  async function work(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      const frames = waiting;
      waiting = [];
      for (const frame of frames) await handle(frame);
      if (frames.length > MOST_WAITING) source.resume();
    }
    busy = false;
  }

  return (frame) => {
    waiting.push(frame);
    if (waiting.length === MOST_WAITING + 1) source.pause();
    if (!busy) void work();
  };
}
