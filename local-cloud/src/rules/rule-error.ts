import { CloudError } from '../kernel/errors';

/** A rule text that is no rule: says what is wrong and where. */
export function ruleError(mistake: string, position?: number): CloudError {
  const where = position === undefined ? '' : ` at position ${position + 1}`;
  return new CloudError('INVALID_PARAM', `invalid rule: ${mistake}${where}`);
}
