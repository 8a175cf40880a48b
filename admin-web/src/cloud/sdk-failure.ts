import { failedOnTheWay, type RequestFailed } from './request-failed';

interface SdkError {
  code: string;
  message: string;
  requestId: string;
}

const NETWORK =
  /NETWORK_ERROR|network|Failed to fetch|timeout|timed out|unreachable/i;
const SIGN_IN =
  /unauthenticated|ACCESS_TOKEN|CHECK_LOGIN_FAILED|SIGN_|invalid_grant|invalid_token|not_?logged|no login|credentials not found/i;

/**
 * js-sdk reports in three ways: it throws (an Error whose message may be JSON,
 * or a bare object), or it resolves with `{code, message}`, or, in auth, with
 * `{error}`. This reads all three into one failure.
 */
export function fromSdk(cause: unknown): RequestFailed {
  const error = readSdkError(cause);
  const text = `${error.code} ${error.message}`;
  if (SIGN_IN.test(text)) {
    return failedOnTheWay('UNAUTHENTICATED', cause, error.requestId);
  }
  if (NETWORK.test(text) || !navigator.onLine) {
    return failedOnTheWay('OFFLINE', cause, error.requestId);
  }
  return failedOnTheWay('INTERNAL', cause, error.requestId);
}

/** The error inside an answer that was resolved, if there is one. */
export function errorIn(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null) return undefined;
  if ('error' in answer && answer.error) return answer.error;
  if ('code' in answer && answer.code) return answer;
  return undefined;
}

function readSdkError(cause: unknown): SdkError {
  const fields = asRecord(cause);
  const message = text(fields, 'message', 'msg', 'error_description');
  const nested = parseJson(message);
  return {
    code: text({ ...fields, ...nested }, 'code', 'error'),
    message: text(nested, 'msg', 'message') || message,
    requestId: text({ ...fields, ...nested }, 'requestId', 'request_id'),
  };
}

function asRecord(value: unknown): Record<string, unknown> {
  if (value instanceof Error) {
    return { ...value, message: value.message };
  }
  if (typeof value === 'object' && value !== null) return { ...value };
  return { message: String(value) };
}

function parseJson(source: string): Record<string, unknown> {
  if (!source.startsWith('{')) return {};
  try {
    return asRecord(JSON.parse(source));
  } catch {
    // An error text that merely looks like JSON is read as text.
    return {};
  }
}

function text(from: Record<string, unknown>, ...keys: string[]): string {
  for (const key of keys) {
    const value = from[key];
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return '';
}
