const LARGEST = 10 * 1024 * 1024;
const PATIENCE_MS = 10_000;
const HERE = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The bytes of media as WeChat would download them; null where it could not.
 * Nothing outside this machine is ever asked.
 */
export async function fetchMedia(address: string): Promise<Buffer | null> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'http:' || !HERE.has(url.hostname)) return null;
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok || !response.body) return null;
    return await readUpTo(response.body, LARGEST);
  } catch {
    return null;
  }
}

async function readUpTo(
  body: ReadableStream<Uint8Array>,
  most: number
): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
