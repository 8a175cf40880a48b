import { randomBytes } from 'node:crypto';

/** In the shape of WeChat's: `60f96f1d-3845297a-1976a3ae`. */
export function traceId(): string {
  const part = (): string => randomBytes(4).toString('hex');
  return `${part()}-${part()}-${part()}`;
}
