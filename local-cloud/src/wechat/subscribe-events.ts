import { randomInt } from 'node:crypto';
import type { PushEvent } from './message-push';

/** One entry is an object, several are an array: WeChat's own JSON. */
function oddList<T>(list: T[]): T | T[] {
  const [only, second] = list;
  return only !== undefined && second === undefined ? only : list;
}

/** The person answered a popup: accept or reject for each template. */
export function popupEvent(
  openid: string,
  results: [templateId: string, result: string][]
): PushEvent {
  const list = results.map(([TemplateId, SubscribeStatusString]) => ({
    TemplateId,
    SubscribeStatusString,
    PopupScene: '0',
  }));
  return eventOf(openid, 'subscribe_msg_popup_event', { List: oddList(list) });
}

/** The person refuses templates in the settings or in a message's menu. */
export function changeEvent(openid: string, ids: string[]): PushEvent {
  const list = ids.map((TemplateId) => ({
    TemplateId,
    SubscribeStatusString: 'reject',
  }));
  return eventOf(openid, 'subscribe_msg_change_event', { List: oddList(list) });
}

/** WeChat has taken a message for delivery. */
export function sentEvent(openid: string, templateId: string): PushEvent {
  const list = [
    {
      TemplateId: templateId,
      MsgID: String(randomInt(1, 2 ** 48 - 1)),
      ErrorCode: '0',
      ErrorStatus: 'success',
    },
  ];
  return eventOf(openid, 'subscribe_msg_sent_event', { List: oddList(list) });
}

function eventOf(
  FromUserName: string,
  Event: string,
  rest: Record<string, unknown>
): PushEvent {
  return { FromUserName, MsgType: 'event', Event, CreateTime: 'text', ...rest };
}
