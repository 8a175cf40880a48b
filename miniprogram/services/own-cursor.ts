import { createCursorWriter } from './cursor-writer';
import type { Cancel, ServicePorts } from './ports';
import type { Queries } from './queries';
import type { ServerClock } from './server-clock';

const LOOKING_EVERY_MS = 30_000;
const TYPING_EVERY_MS = 3_000;

/** What this person tells the other side: read, looking, typing. */
export function createOwnCursor(
  ports: Pick<ServicePorts, 'clock' | 'log'>,
  serverClock: ServerClock,
  queries: Queries
) {
  const writer = createCursorWriter(ports, queries.updateOwnCursor);
  let looking: string | null = null;
  let timer: Cancel = () => undefined;
  let typedAt = 0;

  function beat(): void {
    if (!looking) return;
    writer.write(looking, { lookingAt: serverClock.now() });
    timer = ports.clock.after(LOOKING_EVERY_MS, beat);
  }

  return {
    read: (conversationId: string, readSeq: number) =>
      writer.write(conversationId, { readSeq }),
    /** The conversation in front of the person's eyes; null: none. */
    look(conversationId: string | null): void {
      if (looking === conversationId) return;
      timer();
      if (looking) writer.write(looking, { lookingAt: 0 });
      looking = conversationId;
      beat();
    },
    typing(conversationId: string): void {
      const now = serverClock.now();
      if (now - typedAt < TYPING_EVERY_MS) return;
      typedAt = now;
      writer.write(conversationId, { typingAt: now });
    },
    stopTyping(conversationId: string): void {
      if (typedAt === 0) return;
      typedAt = 0;
      writer.write(conversationId, { typingAt: 0 });
    },
    stop(): void {
      timer();
      writer.stop();
    },
  };
}
