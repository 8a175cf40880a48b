import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ClientCaller } from '../kernel/caller';
import type { Realtime, WatchInfo } from '../kernel/services';
import { handleFrame } from './handle-frame';
import type { RealtimeOptions } from './options';
import { createRegistry } from './registry';
import { createSession, type Session } from './session';
import type { Watch } from './watch';
import { parseFrame } from './wire';

export type { RealtimeOptions, RealtimeSwitches } from './options';

const PATH = '/ws';
const LARGEST_FRAME = 1 << 20;

/** Realtime watches over WebSocket, as the browser SDK speaks it. */
export function createRealtime(options: RealtimeOptions): Realtime {
  const registry = createRegistry(options);
  const sessions = new Set<Session>();
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: LARGEST_FRAME,
  });
  let unsubscribe: () => void = () => undefined;

  function welcome(socket: WebSocket): void {
    const session = createSession(socket);
    sessions.add(session);
    socket.on('message', (data) => {
      const frame = parseFrame(String(data));
      if (frame) void handleFrame(frame, session, registry, options);
      else socket.close(1003, 'not a frame');
    });
    socket.on('error', (error) => options.log?.(`socket: ${error.message}`));
    socket.on('close', () => {
      sessions.delete(session);
      registry.leave(session);
    });
  }

  function upgrade(
    request: IncomingMessage,
    stream: Duplex,
    head: Buffer
  ): void {
    const path = new URL(request.url ?? '/', 'http://local').pathname;
    if (path === PATH) sockets.handleUpgrade(request, stream, head, welcome);
    else stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
  }

  function cutSockets(match?: { openid?: string; uid?: string }): number {
    const cut = [...sessions].filter(({ caller }) => isMeant(caller, match));
    for (const { socket } of cut) socket.terminate();
    return cut.length;
  }

  return {
    attach: (server: Server) => void server.on('upgrade', upgrade),
    watches: () => registry.all().map(watchInfo),
    cutSockets,
    async start() {
      unsubscribe();
      unsubscribe = options.store.onCommit(registry.onCommit);
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

function watchInfo(watch: Watch): WatchInfo {
  const { openid, uid } = watch.caller ?? {};
  return {
    watchId: watch.watchId,
    collection: watch.collection,
    query: watch.query,
    caller: { ...(openid && { openid }), ...(uid && { uid }) },
    documents: watch.tracker.size(),
    frames: watch.frames,
  };
}

function isMeant(
  caller: ClientCaller | null | undefined,
  match?: { openid?: string; uid?: string }
): boolean {
  if (!match) return true;
  if (match.openid !== undefined) return caller?.openid === match.openid;
  return match.uid !== undefined && caller?.uid === match.uid;
}
