import {
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { CloudError } from '../kernel/errors';

/** What the server SDK's `credentials` wants, to the letter. */
export interface CustomLoginKey {
  private_key_id: string;
  private_key: string;
  env_id: string;
}

export interface Keys {
  /** Signs access tokens. */
  tokenKey: string;
  customLogin: CustomLoginKey;
}

const FILE = 'keys.json';

/** The environment's keys: made at the first start, kept in its folder. */
export function loadKeys(folder: string | null, envId: string): Keys {
  if (folder === null) return makeKeys(envId);
  const path = join(folder, FILE);
  const kept = readKeys(path);
  if (kept?.customLogin.env_id === envId) return kept;
  const made = makeKeys(envId);
  writeDurably(path, JSON.stringify(made, null, 2));
  return made;
}

/** Base64 of the JSON, as offered to `{{env.TCB_CUSTOM_LOGIN_KEY}}`. */
export function customLoginText(key: CustomLoginKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64');
}

/**
 * The key that the developer set in TCB_CUSTOM_LOGIN_KEY himself, or null.
 * @throws CloudError PROJECT_INVALID when it is set and is none
 */
export function givenCustomLogin(text?: string): CustomLoginKey | null {
  if (!text) return null;
  try {
    const key = JSON.parse(
      Buffer.from(text, 'base64').toString('utf8')
    ) as CustomLoginKey;
    publicKeyOf(key);
    return key;
  } catch {
    throw new CloudError(
      'PROJECT_INVALID',
      'TCB_CUSTOM_LOGIN_KEY is not the base64 of a custom login key'
    );
  }
}

export function publicKeyOf(key: CustomLoginKey): string {
  return createPublicKey(key.private_key)
    .export({ type: 'spki', format: 'pem' })
    .toString();
}

function makeKeys(envId: string): Keys {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return {
    tokenKey: randomBytes(32).toString('hex'),
    customLogin: {
      private_key_id: randomUUID(),
      private_key: privateKey,
      env_id: envId,
    },
  };
}

function readKeys(path: string): Keys | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Keys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function writeDurably(path: string, text: string): void {
  const draft = `${path}.new`;
  const file = openSync(draft, 'w', 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
}
