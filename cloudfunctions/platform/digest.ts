import { createHash } from 'node:crypto';

/** SHA-256 in hex: for random secrets, of which only this is stored. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
