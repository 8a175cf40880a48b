import { CloudError } from '../kernel/errors';

/** One sentence that names the file and the mistake. */
export function invalid(file: string, why: string): CloudError {
  return new CloudError('PROJECT_INVALID', `${file}: ${why}`);
}

export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
