import type { Server } from 'node:http';
import type { Readable } from 'node:stream';
import type { ClientCaller, InvocationSource } from './caller';

/** Every service starts, stops and tells what it is doing. */
export interface Service {
  start(): Promise<void>;
  stop(): Promise<void>;
  reset(): Promise<void>;
}

/** One line that a function printed, or that the cloud added to its log. */
export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error';
  text: string;
}

export interface CallRecord {
  /** Equals `context.request_id`; the SDK's reply carries it too. */
  requestId: string;
  functionName: string;
  source: InvocationSource;
  /** Whom the call served; null: nobody signed in. */
  caller: { openid?: string; uid?: string } | null;
  startedAt: number;
  durationMs: number;
  /** Resident memory of its process at the end; absent where that died. */
  memoryMb?: number;
  ok: boolean;
  /** JSON text of the result, cut at 4,000 characters. */
  result?: string;
  /** `code: message` as the caller got it. */
  error?: string;
  logs: LogLine[];
}

/** What is known of a running call by its session token. */
export interface RunningCall {
  name: string;
  caller: ClientCaller | null;
  source: InvocationSource;
  /** What led here, first to last: `wx_client,scf`. */
  chain: string;
}

export interface InvokeRequest {
  name: string;
  event: unknown;
  caller: ClientCaller | null;
  source: InvocationSource;
  /** `context.request_id`; made up where absent. */
  requestId?: string;
  /** A version of the function; only `$LATEST` exists here. */
  qualifier?: string;
  /** The call that makes this one, where a function calls a function. */
  parent?: RunningCall | null;
}

export interface Functions extends Service {
  /**
   * Runs a deployed function once in a worker of its own.
   * @throws CloudError FUNCTION_NOT_FOUND, FUNCTION_QUALIFIER_NOT_FOUND,
   *   FUNCTIONS_TIME_LIMIT_EXCEEDED, FUNCTIONS_MEMORY_LIMIT_EXCEEDED,
   *   FUNCTIONS_EXECUTE_FAIL
   */
  invoke(request: InvokeRequest): Promise<unknown>;
  /** Whether a client may call it (functions rule, default signed in). */
  mayInvoke(name: string, caller: ClientCaller | null): boolean;
  /** Newest last, at most 1,000. */
  calls(filter?: { functionName?: string; requestId?: string }): CallRecord[];
  /** The running invocation a worker's session token stands for. */
  invocationOf(sessionToken: string): RunningCall | null;
}

export interface FileEntry {
  path: string;
  size: number;
  contentType: string;
  /** MD5 of the bytes in hexadecimal, as the object store has it. */
  etag: string;
  /** Null: a server wrote it. */
  owner: ClientCaller | null;
  createdAt: number;
}

/** What an upload link permits besides its path. */
export interface UploadGrant {
  owner: ClientCaller | null;
  /** Bytes, where the client had to say it beforehand. */
  contentLength?: number;
  contentType?: string;
}

/** Capabilities for one path each, that end by the cloud's clock. */
export interface Links {
  /** A capability in a URL's query that `isDownload` takes until it ends. */
  signDownload(path: string, maxAgeSeconds: number): string;
  isDownload(path: string, signature: string): boolean;
  /** A capability in two headers, good for 15 minutes. */
  signUpload(
    path: string,
    grant: UploadGrant
  ): { authorization: string; token: string };
  readUpload(
    path: string,
    authorization: string,
    token: string
  ): UploadGrant | null;
}

export interface Storage extends Service, Links {
  fileId(path: string): string;
  /** The path of a file id (or of a bare path); why it has none here. */
  locate(fileId: string): { path: string } | 'otherEnvironment' | 'unknown';
  stat(path: string): FileEntry | null;
  /** The bytes as they are now; first and last of the range included. */
  open(path: string, range?: { start: number; end: number }): Readable | null;
  /** @throws CloudError STORAGE_SIGN_PARAM_INVALID, or what the body throws */
  put(
    path: string,
    body: Buffer | AsyncIterable<Buffer>,
    contentType: string,
    owner: ClientCaller | null
  ): Promise<FileEntry>;
  /** Null when there is nothing to copy. */
  copy(
    from: string,
    to: string,
    owner: ClientCaller | null
  ): Promise<FileEntry | null>;
  remove(path: string): Promise<boolean>;
  mayRead(path: string, caller: ClientCaller | null): boolean;
  mayWrite(path: string, caller: ClientCaller | null): boolean;
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

/** Which function calls WeChat, what started it, and for which phone. */
export interface OpenapiCaller {
  functionName: string;
  source: InvocationSource;
  openid?: string;
  /** The account that the call is for, where it names one. */
  forAppId?: string;
}

/** What an API of WeChat answers. */
export type OpenapiReply =
  | {
      json: Record<string, unknown>;
      /** The gate's own error, which travels outside of the JSON. */
      systemError?: number;
    }
  | { contentType: string; body: Buffer };

export interface Wechat extends Service {
  /** Answers `cloud.openapi.<api>` for a function that `source` started. */
  openapi(
    api: string,
    params: Record<string, unknown>,
    from: OpenapiCaller | null
  ): Promise<OpenapiReply>;
  pushes(): PushRecord[];
  /** The double's own ledger of consents, which is not the product's. */
  grantCredit(openid: string, templateId: string, count: number): void;
  credit(openid: string, templateId: string): number;
}

export interface WatchInfo {
  watchId: string;
  collection: string;
  /** As the client sent it. */
  query: unknown;
  /** With what a preset adds for this person. */
  filter: unknown;
  order: Record<string, 1 | -1>;
  limit?: number;
  caller: { openid?: string; uid?: string };
  /** False: it waits for its client to come back. */
  connected: boolean;
  /** Watches of one number share their matching and their memory. */
  group: number;
  documents: number;
  frames: number;
  bytes: number;
  /** Events that happened and were not sent yet. */
  behind: number;
  /** What leads a write to it: `room=r1`, or `scan` for every write. */
  access: string;
}

/** What watching costs in one collection. */
export interface WatchFigure {
  collection: string;
  /** Documents written since the start. */
  writes: number;
  /** Groups that the index named for them, and tests that were run. */
  candidates: number;
  tests: number;
  /** Groups without an equality: every write is tested with them. */
  scanned: number;
}

export interface Realtime extends Service {
  /** Serves the WebSocket protocol on `/ws` of this server. */
  attach(server: Server): void;
  watches(): WatchInfo[];
  watchFigures(): WatchFigure[];
  /** Terminates sockets; all of them, or those of one person. */
  cutSockets(match?: { openid?: string; uid?: string }): number;
}
