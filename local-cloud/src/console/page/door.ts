/** What the door refused, in its own words. */
export class DoorError extends Error {
  constructor(
    readonly code: string,
    message: string
  ) {
    super(message);
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * Asks the door that this page stands behind.
 * @throws DoorError, also when the cloud does not answer
 */
export async function ask<T>(
  method: Method,
  path: string,
  body?: unknown
): Promise<T> {
  const response = await send(method, path, body);
  const reply: unknown = await response.json().catch(() => null);
  if (response.ok) return reply as T;
  const { code, message } = (reply ?? {}) as Partial<DoorError>;
  throw new DoorError(code ?? String(response.status), message ?? '');
}

async function send(
  method: Method,
  path: string,
  body?: unknown
): Promise<Response> {
  try {
    return await fetch(`../${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  } catch {
    throw new DoorError('OFFLINE', '本地云没有回答，它可能已经停止');
  }
}

/** One sentence for a person. */
export function sentenceOf(error: unknown): string {
  if (error instanceof DoorError) {
    return error.message ? `${error.code}：${error.message}` : error.code;
  }
  return error instanceof Error ? error.message : String(error);
}
