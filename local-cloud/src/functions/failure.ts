import { CloudError } from '../kernel/errors';

const PATH = /(?:file:\/\/)?(?:[A-Za-z]:)?(?:[\\/][\w.@-]+){2,}(?::\d+)*/g;

/**
 * What a client learns of an error in a function: its first line without
 * paths of this machine. The stack stays in the log.
 */
export function cloudFailure(message: string, stack = ''): CloudError {
  const line = message.split('\n', 1)[0] ?? '';
  const text = line.replace(PATH, '<path>').slice(0, 500);
  return new CloudError(
    'FUNCTIONS_EXECUTE_FAIL',
    `functions execute fail | errorMessage: ${text || 'unknown'}`,
    stack || message
  );
}

export function timeLimit(timeoutMs: number): CloudError {
  return new CloudError(
    'FUNCTIONS_TIME_LIMIT_EXCEEDED',
    `Invoking task timed out after ${timeoutMs / 1000} seconds`
  );
}

export function memoryLimit(detail: string): CloudError {
  return new CloudError(
    'FUNCTIONS_MEMORY_LIMIT_EXCEEDED',
    'functions memory limit exceeded',
    detail
  );
}

export function resultTooLarge(): CloudError {
  return new CloudError(
    'FUNCTIONS_EXECUTE_FAIL',
    'function result size exceed limit (6MB)'
  );
}
