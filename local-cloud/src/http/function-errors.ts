import { CloudError } from '../kernel/errors';

/** Codes and statuses of functions as the HTTP interfaces document them. */
const HTTP: Record<string, [code: string, status: number]> = {
  EXCEED_CONCURRENT_REQUEST_LIMIT: ['FUNCTION_EXCEED_RESOURCE_LIMIT', 429],
  FUNCTION_INVOCATION_FAILED: ['FUNCTION_INVOCATION_FAILED', 500],
  FUNCTION_NOT_FOUND: ['FUNCTION_NOT_FOUND', 404],
  FUNCTION_QUALIFIER_NOT_FOUND: ['FUNCTION_QUALIFIER_NOT_FOUND', 404],
  FUNCTIONS_EXECUTE_FAIL: ['FUNCTION_INVOCATION_FAILED', 500],
  FUNCTIONS_MEMORY_LIMIT_EXCEEDED: ['FUNCTION_MEMORY_LIMIT_EXCEEDED', 500],
  FUNCTIONS_TIME_LIMIT_EXCEEDED: ['FUNCTION_TIME_LIMIT_EXCEEDED', 504],
  INVALID_PARAM: ['FUNCTION_PARAM_INVALID', 400],
};

/** What the RPC names `FUNCTIONS_…` the HTTP interfaces name otherwise. */
export function httpFunctionError(error: unknown): unknown {
  if (!(error instanceof CloudError)) return error;
  const [code] = HTTP[error.code] ?? [];
  if (!code || code === error.code) return error;
  const renamed = new CloudError(code, error.message, error.detail);
  renamed.requestId = error.requestId;
  return renamed;
}

/** The status of an error of a function; undefined for any other. */
export function httpFunctionStatus(code: string): number | undefined {
  return Object.values(HTTP).find(([name]) => name === code)?.[1];
}
