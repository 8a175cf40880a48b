import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Realtime } from '../kernel/services';
import { answerPing, handleFrame } from './handle-frame';
import { createInbox } from './inbox';
import type { RealtimeOptions } from './options';
import { Registry } from './registry';
import { Session } from './session';
import { watchInfo } from './watch-report';
import { parseFrame } from './wire';

export type { RealtimeOptions, RealtimeSwitches, WatchLogin } from './options';

const PATH = '/ws';
const LARGEST_FRAME = 1 << 20;
const UNSUPPORTED_DATA = 1003;

/** Realtime watches over WebSocket, as the browser SDK speaks it. */
export function createRealtime(options: RealtimeOptions): Realtime {
  const registry = new Registry(options);
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: LARGEST_FRAME,
  });
  let unsubscribe: () => void = () => undefined;

  function upgrade(
    request: IncomingMessage,
    stream: Duplex,
    head: Buffer
  ): void {
    const [path] = (request.url ?? '').split('?');
    if (path !== PATH) {
      stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) =>
      welcome(socket, stream, registry, options)
    );
  }

  function cutSockets(match?: { openid?: string; uid?: string }): number {
    const cut = [...registry.sessions].filter((one) => isMeant(one, match));
    for (const { socket } of cut) socket.terminate();
    return cut.length;
  }

  return {
    attach: (server: Server) => void server.on('upgrade', upgrade),
    watches: () => registry.all().map((one) => watchInfo(one, registry.groups)),
    watchFigures: () => registry.groups.figures.all(),
    cutSockets,
    async start() {
      unsubscribe();
      unsubscribe = options.store.onCommit(registry.groups.onCommit);
    },
    async stop() {
      unsubscribe();
      cutSockets();
      registry.clear();
    },
    async reset() {
      registry.clear();
      cutSockets();
    },
  };
}

function welcome(
  socket: WebSocket,
  stream: Duplex,
  registry: Registry,
  options: RealtimeOptions
): void {
  const session = new Session(socket, stream, {
    mostUnsentBytes: options.mostUnsentBytes,
    onDrain: (one) => registry.catchUp(one),
  });
  registry.sessions.add(session);
  const receive = createInbox(socket, (frame) =>
    handleFrame(frame, session, registry, options)
  );
  socket.on('message', (data) => {
    const frame = parseFrame(String(data));
    if (!frame) socket.close(UNSUPPORTED_DATA, 'not a frame');
    else if (frame.msgType === 'PING') answerPing(frame, session);
    else receive(frame);
  });
  socket.on('error', (error) => options.log?.(`socket: ${error.message}`));
  socket.on('close', () => registry.leave(session));
}

function isMeant(
  { login }: Session,
  match?: { openid?: string; uid?: string }
): boolean {
  if (!match) return true;
  const caller = login?.caller;
  if (match.openid !== undefined) return caller?.openid === match.openid;
  return match.uid !== undefined && caller?.uid === match.uid;
}
