import type { CallRecord } from '../kernel/services';
import type { DoorParts } from './parts';

/**
 * Calls of functions, newest last. `?functionName=` and `?requestId=` choose,
 * `?last=n` gives the newest n.
 */
export function readCalls(
  { functions }: DoorParts,
  _body: unknown,
  query: URLSearchParams
): CallRecord[] {
  const functionName = query.get('functionName') ?? undefined;
  const requestId = query.get('requestId') ?? undefined;
  const calls = functions.calls({ functionName, requestId });
  const last = Number(query.get('last'));
  return Number.isInteger(last) && last > 0 ? calls.slice(-last) : calls;
}
