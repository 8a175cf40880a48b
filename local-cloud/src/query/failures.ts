import { CloudError } from '../kernel/errors';

/** Names the operator, in the platform's own (misspelt) code. */
export function invalidOperator(name: string): CloudError {
  return new CloudError(
    'DATABASE_INVALID_OPERRATOR',
    `invalid operator: ${name} is not supported`
  );
}

/** What MongoDB itself would refuse. */
export const failed = (message: string): CloudError =>
  new CloudError('DATABASE_REQUEST_FAILED', message);
