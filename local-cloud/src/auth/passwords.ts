import {
  randomBytes,
  scrypt,
  timingSafeEqual,
  type BinaryLike,
} from 'node:crypto';

/** 16 MB and some 50 ms a guess, off the event loop. */
const COST = { N: 16_384, r: 8, p: 1 };
const BYTES = 32;

/** `salt:hash`, both in hexadecimal. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt);
  return `${salt.toString('hex')}:${hash.toString('hex')}`;
}

export async function isPassword(
  password: string,
  kept: string
): Promise<boolean> {
  const [salt = '', hash = ''] = kept.split(':');
  const expected = Buffer.from(hash, 'hex');
  const actual = await derive(password, Buffer.from(salt, 'hex'));
  return expected.length === BYTES && timingSafeEqual(actual, expected);
}

function derive(password: string, salt: BinaryLike): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, BYTES, COST, (error, key) =>
      error ? reject(error) : resolve(key)
    );
  });
}
