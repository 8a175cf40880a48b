import { onConsents, onRefusals, onSent } from './push/consent-events';
import { onMediaVerdict } from './safety/media-event';
import { log, logError } from '../platform/log';

/** What WeChat's message push tells; everything else is unchecked. */
export type WechatEvent = Record<string, unknown> & {
  MsgType: string;
  Event?: unknown;
};

/** Handles one event, any number of times with the same effect. */
export type EventHandler = (event: WechatEvent, now: number) => Promise<void>;

/** Who handles which event. */
const HANDLERS: Record<string, EventHandler> = {
  subscribe_msg_popup_event: onConsents,
  subscribe_msg_change_event: onRefusals,
  subscribe_msg_sent_event: onSent,
  wxa_media_check: onMediaVerdict,
};

/**
 * One event of WeChat's. It is told again when the answer is not 'success',
 * so only a failure that another try may mend is thrown.
 */
export async function onEvent(
  event: WechatEvent,
  now: number
): Promise<'success'> {
  const name = typeof event.Event === 'string' ? event.Event : '';
  const handler = Object.hasOwn(HANDLERS, name) ? HANDLERS[name] : undefined;
  log('info', 'event', { name: name.slice(0, 40), known: Boolean(handler) });
  try {
    await handler?.(event, now);
  } catch (error) {
    logError('event', error, { name });
    throw error;
  }
  return 'success';
}
