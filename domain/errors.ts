import { ERROR_CODES, type ErrorCode } from './values/error-codes';

export interface RefusalOptions {
  retryAt?: number;
  field?: string;
}

/**
 * A refusal that a person may see. `code` and its sentence go to the client,
 * `detail` only to the log, `retryAt` (ms) says when it will work again, `field`
 * which part of the input is to blame.
 */
export class ServiceError extends Error {
  readonly retryAt: number | undefined;
  readonly field: string | undefined;

  constructor(
    readonly code: ErrorCode,
    readonly detail?: string,
    options: RefusalOptions = {}
  ) {
    super(ERROR_CODES[code].message);
    this.name = 'ServiceError';
    this.retryAt = options.retryAt;
    this.field = options.field;
  }
}

export function refuse(
  code: ErrorCode,
  detail?: string,
  options: RefusalOptions = {}
): never {
  throw new ServiceError(code, detail, options);
}
