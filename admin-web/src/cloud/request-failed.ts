import {
  ERROR_CODES,
  type ErrorCode,
  type ErrorKind,
  type Reply,
} from '../../../domain/values/error-codes';

/** Failures that no function reports: the way to it or back is broken. */
const TRANSPORT = {
  OFFLINE: {
    kind: 'unavailable',
    message: '连不上服务器，请检查网络后再试',
  },
  MALFORMED_REPLY: {
    kind: 'internal',
    message: '服务器的答复看不懂，请刷新页面后再试',
  },
} as const satisfies Record<string, { kind: ErrorKind; message: string }>;

export type FailureCode = ErrorCode | keyof typeof TRANSPORT;

type ReplyError = Extract<Reply<never>, { ok: false }>['error'];

/** The one error that pages see. `message` is a sentence for people. */
export class RequestFailed extends Error {
  readonly kind: ErrorKind;
  /** Server time at which it will work again, in ms, where that is known. */
  readonly retryAt: number | undefined;
  /** Which part of the input is to blame, where that is known. */
  readonly field: string | undefined;

  constructor(
    readonly code: FailureCode,
    message: string,
    readonly requestId: string = '',
    options: { cause?: unknown; retryAt?: number; field?: string } = {}
  ) {
    super(message, { cause: options.cause });
    this.name = 'RequestFailed';
    this.retryAt = options.retryAt;
    this.field = options.field;
    this.kind =
      code in TRANSPORT
        ? TRANSPORT[code as keyof typeof TRANSPORT].kind
        : ERROR_CODES[code as ErrorCode].kind;
  }
}

export function refusedBy(error: ReplyError): RequestFailed {
  const code = error.code in ERROR_CODES ? error.code : 'INTERNAL';
  return new RequestFailed(code, error.message, error.requestId, {
    ...(error.retryAt !== undefined && { retryAt: error.retryAt }),
    ...(error.field !== undefined && { field: error.field }),
  });
}

/** A failure that did not come from a function's own answer. */
export function failedOnTheWay(
  code: keyof typeof TRANSPORT | 'UNAUTHENTICATED' | 'INTERNAL',
  cause: unknown,
  requestId = ''
): RequestFailed {
  const message =
    code in TRANSPORT
      ? TRANSPORT[code as keyof typeof TRANSPORT].message
      : ERROR_CODES[code as ErrorCode].message;
  return new RequestFailed(code, message, requestId, { cause });
}

/** Narrows whatever was thrown; a bug of ours becomes INTERNAL. */
export function asRequestFailed(cause: unknown): RequestFailed {
  return cause instanceof RequestFailed
    ? cause
    : failedOnTheWay('INTERNAL', cause);
}
