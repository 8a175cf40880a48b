import { WebSocket } from 'ws';

interface Ending<T> {
  success?(answer: T): void;
  fail?(error: { errMsg: string }): void;
  complete?(answer: unknown): void;
}

interface HttpAnswer {
  statusCode: number;
  data: unknown;
  header: Record<string, string>;
}

interface WxRequest extends Ending<HttpAnswer> {
  url: string;
  method?: string;
  data?: unknown;
  header?: Record<string, string>;
}

interface WxUpload extends Ending<{ statusCode: number; data: string }> {
  url: string;
  filePath: string;
  formData: Record<string, string>;
}

/** Files by path, as the phone's disk would have them. */
export const phoneFiles = new Map<string, string>();

/** The `wx` of a mini-program, as far as the vendor's adapter asks for it. */
export function fakeWx(): Record<string, unknown> {
  const values = new Map<string, unknown>();
  return {
    getSystemInfoSync: () => ({ platform: 'devtools' }),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'wx0000' } }),
    getStorageSync: (key: string) => values.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => values.set(key, value),
    removeStorageSync: (key: string) => values.delete(key),
    clearStorageSync: () => values.clear(),
    request: (options: WxRequest) => task(options, send(options)),
    uploadFile: (options: WxUpload) => task(options, post(options)),
    getFileSystemManager: () => ({
      readFileSync: (path: string) => Buffer.from(phoneFiles.get(path) ?? ''),
    }),
    connectSocket: ({ url }: { url: string }) => socketOf(url),
  };
}

function task<T>(ending: Ending<T>, work: Promise<T>): object {
  work.then(
    (answer) => {
      ending.success?.(answer);
      ending.complete?.(answer);
    },
    (error: unknown) => {
      const failure = { errMsg: `request:fail ${String(error)}` };
      ending.fail?.(failure);
      ending.complete?.(failure);
    }
  );
  return { abort: () => undefined, onChunkReceived: () => undefined };
}

async function send(options: WxRequest): Promise<HttpAnswer> {
  const { url, data, header = {} } = options;
  const method = (options.method ?? 'GET').toUpperCase();
  const body = payloadOf(data);
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...header },
    ...(method !== 'GET' && { body }),
  });
  const text = await answer.text();
  return {
    statusCode: answer.status,
    data: asJson(text),
    header: Object.fromEntries(answer.headers),
  };
}

function payloadOf(
  data: unknown
): string | Uint8Array<ArrayBuffer> | undefined {
  if (data === undefined || typeof data === 'string') return data;
  return data instanceof Uint8Array
    ? new Uint8Array(data)
    : JSON.stringify(data);
}

/** As `wx.request` does with a text that happens to be JSON. */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function post({
  url,
  filePath,
  formData,
}: WxUpload): Promise<{ statusCode: number; data: string }> {
  const body = new FormData();
  for (const [name, value] of Object.entries(formData)) {
    body.append(name, value);
  }
  body.append('file', new Blob([phoneFiles.get(filePath) ?? '']), filePath);
  const answer = await fetch(url, { method: 'POST', body });
  return { statusCode: answer.status, data: await answer.text() };
}

function socketOf(url: string): object {
  const socket = new WebSocket(url);
  type Listener = (event: object) => void;
  return {
    onOpen: (listener: Listener) => void socket.on('open', () => listener({})),
    onMessage: (listener: Listener) =>
      void socket.on('message', (data) => listener({ data: String(data) })),
    onError: (listener: Listener) =>
      void socket.on('error', ({ message }) => listener({ errMsg: message })),
    onClose: (listener: Listener) =>
      void socket.on('close', (code) => listener({ code })),
    send: ({ data }: { data: string }) => socket.send(data),
    close: ({ code }: { code?: number } = {}) => socket.close(code),
    get readyState() {
      return socket.readyState;
    },
  };
}
