const OFFICIAL = 'https://api.weixin.qq.com';
const PATIENCE_MS = 8_000;

export type Answer =
  | { json: unknown }
  | { bytes: Buffer }
  /** No answer that could be read. */
  | { failed: true };

/**
 * Asks WeChat over HTTPS, without the phone. What goes there and what comes
 * back is secret: nothing of it is logged, an error's text neither.
 */
export async function askWechat(path: string, body: object): Promise<Answer> {
  const base = process.env['KF_WECHAT_API'] || OFFICIAL;
  try {
    const response = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const kind = response.headers.get('content-type') ?? '';
    if (kind.startsWith('image/')) {
      return { bytes: Buffer.from(await response.arrayBuffer()) };
    }
    return { json: await response.json() };
  } catch {
    return { failed: true };
  }
}
