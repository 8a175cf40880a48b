import { ERROR_CODES, type ErrorCode } from './values/error-codes';

/**
 * A refusal that a person may see. `code` and its sentence go to the client,
 * `detail` only to the log, `retryAt` (ms) says when it will work again.
 */
export class ServiceError extends Error {
  readonly retryAt: number | undefined;

  constructor(
    readonly code: ErrorCode,
    readonly detail?: string,
    options: { retryAt?: number } = {}
  ) {
    super(ERROR_CODES[code].message);
    this.name = 'ServiceError';
    this.retryAt = options.retryAt;
  }
}

export function refuse(
  code: ErrorCode,
  detail?: string,
  options: { retryAt?: number } = {}
): never {
  throw new ServiceError(code, detail, options);
}
