import {
  randomBytes,
  scrypt as scryptCallback,
  timingSafeEqual,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { Staff } from '../../../domain/staff/schema';

type Password = Staff['password'];

const scrypt = promisify<string, Buffer, number, Buffer>(scryptCallback);
const BYTES = 32;
/** What an unknown staff code is compared with, at the same cost. */
const NOBODYS: Password = { salt: '00'.repeat(16), hash: '00'.repeat(BYTES) };

export async function hashPassword(password: string): Promise<Password> {
  const salt = randomBytes(16);
  const hash = await scrypt(password, salt, BYTES);
  return { salt: salt.toString('hex'), hash: hash.toString('hex') };
}

/** With `stored` null it takes as long and answers false. */
export async function verifyPassword(
  password: string,
  stored: Password | null
): Promise<boolean> {
  const { salt, hash } = stored ?? NOBODYS;
  const given = await scrypt(password, Buffer.from(salt, 'hex'), BYTES);
  const same = timingSafeEqual(given, Buffer.from(hash, 'hex'));
  return same && stored !== null;
}

/** Readable aloud: no 0, O, 1, l or I. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

export function newPassword(): string {
  return Array.from(
    randomBytes(12),
    (byte) => LETTERS[byte % LETTERS.length]
  ).join('');
}
