/** https://docs.cloudbase.net/http-api/nosql/nosql-restful-api: the statuses of its errors. */
const STATUS: Record<string, number> = {
  INVALID_PARAM: 400,
  DATABASE_PERMISSION_DENIED: 401,
  DATABASE_INVALID_OPERRATOR: 403,
  DATABASE_COLLECTION_NOT_EXIST: 404,
  DATABASE_DOCUMENT_NOT_EXIST: 404,
  NOT_FOUND: 404,
  DATABASE_COLLECTION_ALREADY_EXIST: 409,
  DATABASE_DUPLICATE_WRITE: 409,
  EXCEED_REQUEST_LIMIT: 422,
  EXCEED_CONCURRENT_REQUEST_LIMIT: 422,
  DATABASE_REQUEST_FAILED: 500,
  SYS_ERR: 500,
  DATABASE_TRANSACTION_CONFLICT: 503,
  DATABASE_TRANSACTION_FAIL: 503,
  DATABASE_TIMEOUT: 504,
};

/**
 * The HTTP status of a gateway error. Only that of an expired token is known
 * to matter: on 401 the SDK refreshes and repeats once.
 */
export function httpStatusOf(code: string, position: 'ok' | 'http'): number {
  if (code === 'ACCESS_TOKEN_EXPIRED' || code === 'CHECK_LOGIN_FAILED') {
    return 401;
  }
  return position === 'ok' ? 200 : (STATUS[code] ?? 400);
}

/** The gateway has a code of its own for what breaks a unique index. */
export const gatewayCode = (code: string, message: string): string =>
  code === 'DATABASE_REQUEST_FAILED' && message.startsWith('E11000')
    ? 'DATABASE_DUPLICATE_WRITE'
    : code;
