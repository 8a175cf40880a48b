import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { CloudError } from '../kernel/errors';
import { readExchange, sendJson, type Exchange } from './exchange';
import { isForeignPage, isLoopback, loopbackOrigin } from './loopback';
import { DroppedConnection } from './services';

/** Answers a request, or returns false when it is not for this front. */
export type Front = (exchange: Exchange) => Promise<boolean>;

const METHODS = 'GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS';

/** One HTTP server over the fronts; the first that wants a request has it. */
export function createFrontServer(
  fronts: Front[],
  log: (line: string) => void
): Server {
  const server = createServer((request, response) => {
    void serve(fronts, log, request, response);
  });
  // Clients keep connections alive; closing first would race their requests.
  server.keepAliveTimeout = 120_000;
  return server;
}

/** Emits `upgrade` only for connections from this machine. */
export function guardUpgrades(server: Server): Server {
  const guarded = new EventEmitter();
  server.on(
    'upgrade',
    (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (isLoopback(request) && !isForeignPage(request)) {
        guarded.emit('upgrade', request, socket, head);
      } else {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      }
    }
  );
  return guarded as unknown as Server;
}

async function serve(
  fronts: Front[],
  log: (line: string) => void,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  try {
    if (!isLoopback(request)) return refuse(response);
    allowOrigin(request, response);
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    const exchange = await readExchange(request, response);
    for (const front of fronts) if (await front(exchange)) return;
    sendJson(exchange, { code: 'NOT_FOUND', message: 'not found' }, 404);
  } catch (error) {
    if (error instanceof DroppedConnection) request.socket.destroy();
    else answerError(response, error, log);
  }
}

function refuse(response: ServerResponse): void {
  response.writeHead(403).end();
}

/** The platform's safe domains: here, pages served from this machine. */
function allowOrigin(request: IncomingMessage, response: ServerResponse): void {
  const origin = loopbackOrigin(request);
  if (!origin) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Vary', 'Origin');
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Access-Control-Allow-Methods', METHODS);
  response.setHeader('Access-Control-Max-Age', '600');
  const wished = request.headers['access-control-request-headers'];
  if (wished) response.setHeader('Access-Control-Allow-Headers', wished);
}

function answerError(
  response: ServerResponse,
  error: unknown,
  log: (line: string) => void
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const text = JSON.stringify(errorBody(error, log));
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
  });
  response.end(text);
}

/** `{code, message, requestId}`; what is no CloudError shows as SYS_ERR. */
export function errorBody(
  error: unknown,
  log: (line: string) => void
): { code: string; message: string; requestId: string } {
  const call = error instanceof CloudError ? error.requestId : undefined;
  const requestId = call ?? randomUUID();
  if (error instanceof CloudError) {
    if (error.detail) log(`${error.code} ${requestId}: ${error.detail}`);
    return { code: error.code, message: error.message, requestId };
  }
  log(`SYS_ERR ${requestId}: ${(error as Error).stack ?? String(error)}`);
  return { code: 'SYS_ERR', message: 'system error', requestId };
}
