import type { InvocationSource } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import type { InvokeRequest } from '../kernel/services';
import { resultTooLarge } from './failure';
import type { FunctionSwitches } from './options';

const MB = 1024 * 1024;
const MOST_EVENT = 6 * MB;
const MOST_REPLY = 6 * MB;
/** For a reply to the mini-program. */
const MOST_PHONE_REPLY = MB;

/** @throws CloudError INVALID_PARAM above 6 MB */
export function eventText(
  request: InvokeRequest,
  appId: string,
  switches: FunctionSwitches
): string {
  const event = request.event ?? {};
  const openId = request.source === 'wx_client' && request.caller?.openid;
  const stamped =
    switches.userInfoInEvent && openId && isPlainObject(event)
      ? { ...event, userInfo: { appId, openId } }
      : event;
  const text = JSON.stringify(stamped);
  if (Buffer.byteLength(text) > MOST_EVENT) {
    throw new CloudError('INVALID_PARAM', 'data exceed max size');
  }
  return text;
}

/**
 * The reply as its caller gets it.
 * @throws CloudError WX_CLOUDFUNCTION_RESULT_SIZE_EXCEED_LIMIT (-604001)
 *   above 1 MB for phone callers; FUNCTIONS_EXECUTE_FAIL above 6 MB
 */
export function replyOf(json: string, source: InvocationSource): unknown {
  const bytes = Buffer.byteLength(json);
  if (source === 'wx_client' && bytes > MOST_PHONE_REPLY) {
    throw new CloudError(
      'WX_CLOUDFUNCTION_RESULT_SIZE_EXCEED_LIMIT',
      'cloudfunction result size exceed limit (1MB)'
    );
  }
  if (bytes > MOST_REPLY) throw resultTooLarge();
  return JSON.parse(json);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
