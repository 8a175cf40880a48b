import { CloudError } from '../kernel/errors';

const LONGEST_BYTES = 850;

/**
 * The path of a file in its bucket, checked. Names on disk are never made of
 * it, so this keeps the platform's limits, not the disk's.
 * @throws CloudError STORAGE_SIGN_PARAM_INVALID
 */
export function checkPath(path: string): string {
  const wrong =
    path === '' ||
    path.startsWith('/') ||
    Buffer.byteLength(path) > LONGEST_BYTES ||
    /\p{Cc}/u.test(path) ||
    path.split('/').some((part) => part === '..' || part === '.');
  if (!wrong) return path;
  throw new CloudError('STORAGE_SIGN_PARAM_INVALID', 'the path is malformed');
}
