import { CloudError } from '../kernel/errors';
import type { CallRecord } from '../kernel/services';
import type { DoorParts } from './parts';

/**
 * `{function, trigger?}`: runs a timer now and answers with its record; the
 * first trigger of the function where none is named.
 */
export function fireTrigger(
  { functions }: DoorParts,
  { function: name, trigger }: Record<string, unknown>
): Promise<CallRecord> {
  if (typeof name !== 'string') {
    throw new CloudError('INVALID_PARAM', 'function must be a name');
  }
  if (trigger !== undefined && typeof trigger !== 'string') {
    throw new CloudError('INVALID_PARAM', 'trigger must be a name');
  }
  return functions.fireTrigger(name, trigger);
}
