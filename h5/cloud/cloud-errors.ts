/** CloudBase's own codes, as WeChat numbers them. */
const NUMBERS: Record<string, number> = {
  SYS_ERR: -501001,
  SERVER_TIMEOUT: -501002,
  EXCEED_REQUEST_LIMIT: -501003,
  EXCEED_CONCURRENT_REQUEST_LIMIT: -501004,
  INVALIID_ENV: -501005,
  INVALID_COMMON_PARAM: -501006,
  INVALID_PARAM: -501007,
  INVALID_REQUEST_SOURCE: -501008,
  RESOURCE_NOT_INITIAL: -501009,
  DATABASE_REQUEST_FAILED: -502001,
  DATABASE_INVALID_OPERRATOR: -502002,
  DATABASE_PERMISSION_DENIED: -502003,
  DATABASE_COLLECTION_EXCEED_LIMIT: -502004,
  DATABASE_COLLECTION_NOT_EXIST: -502005,
  STORAGE_REQUEST_FAIL: -503001,
  STORAGE_EXCEED_AUTHORITY: -503002,
  STORAGE_FILE_NONEXIST: -503003,
  STORAGE_SIGN_PARAM_INVALID: -503004,
  FUNCTIONS_REQUEST_FAIL: -504001,
  FUNCTIONS_EXECUTE_FAIL: -504002,
  PERMISSION_DENIED: -501023,
};

const TEXTS: Record<number, string> = {
  [-501001]: 'cloudbase system error',
  [-501007]: 'invalid parameters',
  [-502001]: 'database request fail',
  [-502003]: 'database permission denied',
  [-502005]: 'database collection not exists',
  [-504002]: 'functions execute fail',
};

/** Codes that mean "who are you": worth one try with a fresh identity. */
const SIGN_IN_CODES = new Set([
  'ACCESS_TOKEN_EXPIRED',
  'CHECK_LOGIN_FAILED',
  'OAUTH_FAILED',
  'UNAUTHENTICATED',
  'unauthenticated',
  'INVALID_ACCESS_TOKEN',
  'SIGN_EXPIRED_ERROR',
]);

const NO_ANSWER = -1;

/** What `wx.cloud` throws. */
export interface CloudError {
  errCode: number;
  errMsg: string;
  requestID?: string;
}

interface Failure {
  code: string;
  message: string;
  requestId?: string;
}

/** A failure in either of the two ways js-sdk tells it, or undefined. */
export function failureIn(answer: unknown): Failure | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { code, message, requestId } = answer as Partial<Failure>;
  if (typeof code !== 'string' || code === '' || code === 'SUCCESS') {
    return undefined;
  }
  return { code, message: message ?? '', requestId };
}

/** Reads what js-sdk threw: an Error whose message is JSON, or one with code. */
export function failureOf(error: unknown): Failure {
  const inner = failureIn(error);
  const text = error instanceof Error ? error.message : String(error);
  const parsed = inner ?? parseMessage(text) ?? { code: '', message: text };
  const real = bracketed(parsed.message);
  return real ? { ...parsed, ...real } : parsed;
}

export function needsSignIn(failure: Failure): boolean {
  return SIGN_IN_CODES.has(failure.code);
}

/** `collection.get:fail -502003 database permission denied. …` */
export function toCloudError(api: string, failure: Failure): CloudError {
  const errCode = NUMBERS[failure.code] ?? NO_ANSWER;
  const known = TEXTS[errCode] ?? '';
  const code = failure.code ? `[${failure.code}] ` : '';
  const errMsg = `${api}:fail ${errCode} ${known}. ${code}${failure.message}`;
  return { errCode, errMsg, requestID: failure.requestId };
}

function parseMessage(text: string): Failure | undefined {
  try {
    const {
      code = '',
      msg = '',
      message = msg,
    } = JSON.parse(text) as {
      code?: string;
      msg?: string;
      message?: string;
    };
    return { code, message };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const BRACKETED = /\[([A-Za-z_]+)\]\s*([^]*)/;

/** js-sdk wraps as `OPERATION_FAIL`, `[REAL_CODE] message`. */
function bracketed(message: string): Failure | undefined {
  const match = BRACKETED.exec(message);
  return match ? { code: match[1] ?? '', message: match[2] ?? '' } : undefined;
}
