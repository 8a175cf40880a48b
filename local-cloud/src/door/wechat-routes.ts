import { sendBytes, type Exchange } from '../http/exchange';
import { CloudError } from '../kernel/errors';
import type { PushEvent, Settings } from '../wechat';
import type { DoorParts } from './parts';

type Body = Record<string, unknown>;
type Answer = (
  parts: DoorParts,
  body: Body,
  query: URLSearchParams
) => unknown | Promise<unknown>;

const PICTURE = /^\/__local\/wechat\/codes\/([\w-]+)\.png$/;

/** What tests and the console order from the doubles of WeChat. */
export const WECHAT_ROUTES: Record<string, Answer> = {
  'POST wechat/credit': grantCredit,
  'POST wechat/subscribe': ({ wechat }, body) => wechat.popup.request(body),
  'POST wechat/settings': ({ wechat }, body) => wechat.popup.change(body),
  ...settingRoutes('templates', 'templates'),
  ...settingRoutes('library', 'library'),
  ...settingRoutes('words', 'words'),
  ...settingRoutes('media', 'media'),
  ...settingRoutes('quotas', 'quotas'),
  ...settingRoutes('limited-codes', 'limitedCodes'),
  ...settingRoutes('message-push', 'messagePush'),
  'GET wechat/errors': ({ wechat }) => wechat.orders.list(),
  'POST wechat/errors': ({ wechat }, body) => wechat.orders.add(body),
  'DELETE wechat/errors': ({ wechat }) => {
    wechat.orders.clear();
    return wechat.orders.list();
  },
  'GET wechat/codes': ({ wechat, environment }) =>
    wechat.codes.issued().map(({ look: _, ...code }) => ({
      ...code,
      png: `${environment().url}/__local/wechat/codes/${code.id}.png`,
    })),
  'GET wechat/links': ({ wechat }) => wechat.links.issued(),
  'POST wechat/phone-code': ({ wechat }, body) => wechat.phoneCodes.issue(body),
  'GET wechat/events': ({ wechat }) => wechat.messagePush.events(),
  'POST wechat/push-event': pushEvent,
  'GET wechat/customer-messages': ({ wechat }) => wechat.customers.sent(),
  'POST wechat/customer-message': ({ wechat }, body) =>
    wechat.messagePush.send(wechat.customers.receive(body)),
};

/** The picture of a code; false where the address is no picture's. */
export async function sendCodePicture(
  { wechat }: DoorParts,
  exchange: Exchange
): Promise<boolean> {
  const id = PICTURE.exec(exchange.path)?.[1];
  if (id === undefined || exchange.method !== 'GET') return false;
  const picture = await wechat.codes.picture(id);
  if (!picture) throw new CloudError('NOT_FOUND', 'there is no such code');
  sendBytes(exchange, 'image/png', picture);
  return true;
}

/** `{name: value}` sets it, `{name: null}` gives it back to the file. */
function settingRoutes(
  path: string,
  name: keyof Settings
): Record<string, Answer> {
  return {
    [`GET wechat/${path}`]: ({ wechat }) => ({
      [name]: wechat.settings.get(name),
    }),
    [`PUT wechat/${path}`]: ({ wechat }, body) => {
      if (!Object.hasOwn(body, name)) {
        throw new CloudError('INVALID_PARAM', `${name} is missing`);
      }
      return { [name]: wechat.settings.set(name, body[name]) };
    },
  };
}

function grantCredit(
  { wechat }: DoorParts,
  { openid, templateId, count = 1 }: Body
): { credit: number } {
  if (typeof openid !== 'string' || typeof templateId !== 'string') {
    throw new CloudError('INVALID_PARAM', 'openid and templateId are needed');
  }
  if (!Number.isInteger(count)) {
    throw new CloudError('INVALID_PARAM', 'count must be a whole number');
  }
  wechat.grantCredit(openid, templateId, Number(count));
  return { credit: wechat.credit(openid, templateId) };
}

/** The body is the event itself; `?deliveries=2` sends it twice. */
function pushEvent(
  { wechat }: DoorParts,
  event: Body,
  query: URLSearchParams
): unknown {
  if (typeof event.MsgType !== 'string') {
    throw new CloudError('INVALID_PARAM', 'MsgType is missing');
  }
  const deliveries = Number(query.get('deliveries') ?? NaN);
  return wechat.messagePush.send(
    event as PushEvent,
    deliveries >= 1 ? Math.floor(deliveries) : undefined
  );
}
