import type { WebSocket } from 'ws';
import type { ClientCaller } from '../kernel/caller';
import type { Watch } from './watch';

const MOST_BUFFERED = 4 << 20;
/** For a client that does not answer a ping. */
const LONGEST_ARRIVAL_MS = 1_000;

/** One socket and who signed in on it. */
export interface Session {
  readonly socket: WebSocket;
  /** undefined: no LOGIN yet; null: a LOGIN of nobody. */
  caller: ClientCaller | null | undefined;
  readonly watches: Map<string, Watch>;
  /** Sends, or cuts a client that does not read; it will rebuild. */
  send(frame: string): void;
  /** Calls back once the client has taken in all that was sent until now. */
  afterArrival(act: () => void): void;
}

export function createSession(socket: WebSocket): Session {
  const arrivals = new Map<string, () => void>();
  let pings = 0;
  socket.on('pong', (data) => arrivals.get(String(data))?.());

  function afterArrival(act: () => void): void {
    const ping = String(++pings);
    const arrived = (): void => {
      clearTimeout(timer);
      if (arrivals.delete(ping)) act();
    };
    const timer = setTimeout(arrived, LONGEST_ARRIVAL_MS).unref();
    arrivals.set(ping, arrived);
    if (socket.readyState === socket.OPEN) socket.ping(ping);
  }

  return {
    afterArrival,
    socket,
    caller: undefined,
    watches: new Map(),
    send(frame) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MOST_BUFFERED) socket.terminate();
      else socket.send(frame);
    },
  };
}
