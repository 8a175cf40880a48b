import type { Server } from 'node:http';
import type { ClientCaller, InvocationSource } from './caller';

/** Every service starts, stops and tells what it is doing. */
export interface Service {
  start(): Promise<void>;
  stop(): Promise<void>;
  reset(): Promise<void>;
}

export interface CallRecord {
  requestId: string;
  functionName: string;
  source: InvocationSource;
  startedAt: number;
  durationMs: number;
  ok: boolean;
  error?: string;
  logs: string[];
}

export interface Functions extends Service {
  /**
   * Runs a deployed function once in a worker of its own.
   * @throws CloudError FUNCTION_NOT_FOUND, FUNCTIONS_TIME_LIMIT_EXCEEDED,
   *   FUNCTIONS_EXECUTE_FAIL
   */
  invoke(request: {
    name: string;
    event: unknown;
    caller: ClientCaller | null;
    source: InvocationSource;
  }): Promise<unknown>;
  /** Whether a client may call it (functions rule, default signed in). */
  mayInvoke(name: string, caller: ClientCaller | null): boolean;
  /** Newest last, at most 1,000. */
  calls(): CallRecord[];
  /** The running invocation a worker's session token stands for. */
  invocationOf(sessionToken: string): {
    name: string;
    caller: ClientCaller | null;
    source: InvocationSource;
  } | null;
}

export interface FileEntry {
  path: string;
  size: number;
  contentType: string;
  owner: ClientCaller | null;
  createdAt: number;
}

export interface Storage extends Service {
  fileId(path: string): string;
  put(
    path: string,
    body: Buffer,
    contentType: string,
    owner: ClientCaller | null
  ): Promise<void>;
  read(path: string): Promise<{ entry: FileEntry; body: Buffer } | null>;
  remove(path: string): Promise<boolean>;
  mayRead(path: string, caller: ClientCaller | null): boolean;
  mayWrite(path: string, caller: ClientCaller | null): boolean;
  /** A capability in the URL's query that `verify` accepts until it expires. */
  sign(path: string, method: 'GET' | 'PUT', maxAgeSeconds: number): string;
  verify(path: string, method: 'GET' | 'PUT', signature: string): boolean;
}

export interface PushRecord {
  at: number;
  touser: string;
  templateId: string;
  page?: string;
  data: Record<string, { value: string }>;
  /** 0 was accepted; else WeChat's error code. */
  errcode: number;
  errmsg: string;
}

export interface Wechat extends Service {
  /** Answers `cloud.openapi.<api>` for a function that `source` started. */
  openapi(
    api: string,
    params: Record<string, unknown>,
    from: { functionName: string; source: InvocationSource } | null
  ): Promise<
    { json: Record<string, unknown> } | { contentType: string; body: Buffer }
  >;
  pushes(): PushRecord[];
  /** The double's own ledger of consents, which is not the product's. */
  grantCredit(openid: string, templateId: string, count: number): void;
  credit(openid: string, templateId: string): number;
}

export interface WatchInfo {
  watchId: string;
  collection: string;
  query: unknown;
  caller: { openid?: string; uid?: string };
  documents: number;
  frames: number;
}

export interface Realtime extends Service {
  /** Serves the WebSocket protocol on `/ws` of this server. */
  attach(server: Server): void;
  watches(): WatchInfo[];
  /** Terminates sockets; all of them, or those of one person. */
  cutSockets(match?: { openid?: string; uid?: string }): number;
}
