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
