const STATUS: Record<string, number> = {
  DATABASE_PERMISSION_DENIED: 401,
  DATABASE_INVALID_OPERRATOR: 403,
  DATABASE_DUPLICATE_WRITE: 409,
  DATABASE_TRANSACTION_CONFLICT: 503,
  INVALID_PARAM: 400,
  NOT_FOUND: 404,
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
