/** `/__local`: what only tests and tools may do with the local cloud. */
export interface Door {
  get<T = unknown>(path: string): Promise<T>;
  post<T = unknown>(path: string, body?: unknown): Promise<T>;
  put<T = unknown>(path: string, body: unknown): Promise<T>;
  /** Moves the cloud's clock; timers that fall due run. */
  advance(ms: number): Promise<void>;
  now(): Promise<number>;
  /** An access token of whoever is wished for. */
  tokenOf(wish: Record<string, unknown>): Promise<string>;
  pushes(): Promise<SentPush[]>;
}

export interface SentPush {
  touser: string;
  templateId: string;
  page?: string;
  data: Record<string, { value: string }>;
  errcode: number;
}

export function openDoor(url: string): Door {
  const ask = async <T>(
    method: string,
    path: string,
    body?: unknown
  ): Promise<T> => {
    const answer = await fetch(`${url}/__local/${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const result: unknown = await answer.json();
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${JSON.stringify(result)}`);
    }
    return result as T;
  };
  return {
    get: (path) => ask('GET', path),
    post: (path, body = {}) => ask('POST', path, body),
    put: (path, body) => ask('PUT', path, body),
    async advance(ms) {
      await ask('POST', 'clock', { advanceMs: ms });
    },
    async now() {
      return (await ask<{ now: number }>('GET', 'clock')).now;
    },
    async tokenOf(wish) {
      const issued = await ask<{ accessToken: string }>(
        'POST',
        'identity',
        wish
      );
      return issued.accessToken;
    },
    pushes: () => ask('GET', 'pushes'),
  };
}
