import { randomInt } from 'node:crypto';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Unguessable, [0-9a-z]. */
export function randomId(length: number): string {
  let id = '';
  while (id.length < length) id += ALPHABET.charAt(randomInt(36));
  return id;
}
