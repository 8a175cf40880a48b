import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { refuse } from '../../domain/errors';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/**
 * Seals what must not lie readable in the database: phone numbers, secrets
 * of second factors. The key is `KF_DATA_KEY`, 32 bytes in base64; `purpose`
 * is bound in, so that a seal fits only where it was made.
 */
export function seal(text: string, purpose: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key(), nonce);
  cipher.setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** @throws INTERNAL where it was sealed with another key or purpose */
export function unseal(sealed: string, purpose: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const opener = createDecipheriv(ALGORITHM, key(), nonce, {
    authTagLength: TAG_BYTES,
  });
  opener.setAAD(Buffer.from(purpose));
  opener.setAuthTag(tag);
  try {
    const rest = bytes.subarray(NONCE_BYTES + TAG_BYTES);
    return opener.update(rest, undefined, 'utf8') + opener.final('utf8');
  } catch {
    return refuse('INTERNAL', `cannot unseal ${purpose}`);
  }
}

/**
 * The same text gives the same mark, so that what lies sealed can be found by
 * whoever knows all of it; without the key it says nothing.
 */
export function markOf(text: string, purpose: string): string {
  const own = hkdfSync('sha256', key(), '', `mark:${purpose}`, KEY_BYTES);
  return createHmac('sha256', Buffer.from(own)).update(text).digest('base64');
}

function key(): Buffer {
  const bytes = Buffer.from(process.env['KF_DATA_KEY'] ?? '', 'base64');
  if (bytes.length !== KEY_BYTES) refuse('INTERNAL', 'KF_DATA_KEY is not set');
  return bytes;
}
