import type { Wechat } from '../kernel/services';
import { openDriver } from '../store/driver';
import { createOpenapi } from './answer-openapi';
import { createCodes, type Codes } from './codes';
import { createConsents } from './consents';
import { createTextCheck } from './content-check';
import {
  createCustomerMessages,
  type CustomerMessages,
} from './customer-messages';
import { createLinks, type IssuedLink } from './links';
import { MediaCheck } from './media-check';
import { Memory } from './memory';
import { createMessagePush, type MessagePush } from './message-push';
import { DEFAULT_WECHAT_SWITCHES, type WechatOptions } from './options';
import { createOrders, type Orders } from './orders';
import { PhoneCodes } from './phone-codes';
import { projectPages } from './project-pages';
import { Quotas } from './quotas';
import { createSentMessages } from './sent-messages';
import { SettingsBoard } from './settings';
import { createSender } from './subscribe-message';
import { createPopup } from './subscribe-popup';
import { templateApis } from './template-apis';
import { Visits } from './visits';

export type { PushEvent } from './message-push';
export type { WechatOptions, WechatSwitches } from './options';
export type { Settings } from './settings';

const SEND = 'subscribeMessage.send';

/** The doubles of WeChat's server with what the door and tests order. */
export interface WechatDoubles extends Wechat {
  readonly settings: SettingsBoard;
  readonly orders: Orders;
  readonly popup: ReturnType<typeof createPopup>;
  readonly codes: Codes;
  readonly links: { issued: () => IssuedLink[] };
  readonly phoneCodes: PhoneCodes;
  readonly messagePush: MessagePush;
  readonly customers: CustomerMessages;
  readonly visits: Visits;
  /** The next `times` messages are answered with this error code. */
  failNext(errcode: number, times: number): void;
}

/**
 * WeChat's server as far as a cloud function calls it. The ledger of consents
 * is fed by the client's double of wx.requestSubscribeMessage, through the
 * door; it is what WeChat knows, not what the product believes.
 */
export function createWechat(options: WechatOptions): WechatDoubles {
  const { clock, project = null } = options;
  const memory = new Memory(options.driver ?? openDriver(':memory:'));
  const settings = new SettingsBoard(memory, project);
  const around = {
    clock,
    appId: options.appId ?? 'wxlocal0000000000',
    switches: options.switches ?? (() => DEFAULT_WECHAT_SWITCHES),
    log: options.log ?? (() => undefined),
  };
  const account = {
    templates: () => settings.get('templates'),
    putTemplates: (all: unknown) => void settings.set('templates', all),
    library: () => settings.get('library'),
    words: () => settings.get('words'),
    media: () => settings.get('media'),
    limitedCodes: () => settings.get('limitedCodes'),
    pages: () => projectPages(project),
  };
  const orders = createOrders();
  const visits = new Visits(memory, clock);
  const isFresh = (openid: string): boolean => visits.isFresh(openid);
  const consents = createConsents(memory);
  const messagePush = createMessagePush(
    around,
    memory,
    () => settings.get('messagePush'),
    options.invoke
  );
  const everything = { ...around, ...account, memory, consents, isFresh };
  const popup = createPopup({ ...everything, push: messagePush.tell });
  const codes = createCodes(everything);
  const links = createLinks(everything);
  const phoneCodes = new PhoneCodes(memory, around);
  const customers = createCustomerMessages(around, memory);
  const media = new MediaCheck({ ...everything, push: messagePush });
  const messages = createSentMessages(around, memory, messagePush);

  const openapi = createOpenapi({
    ...around,
    permissionsOf: options.permissionsOf,
    orders,
    quotas: new Quotas(memory, clock, (api) => settings.get('quotas')[api]),
    apis: {
      [SEND]: createSender(everything),
      ...templateApis(everything),
      ...codes.apis,
      ...links.apis,
      ...customers.apis,
      'security.msgSecCheck': createTextCheck(everything),
      'security.mediaCheckAsync': (params) => media.check(params),
      'phonenumber.getPhoneNumber': (params) => phoneCodes.redeem(params),
    },
    answered(name, params, reply) {
      if (name === SEND) messages.note(params, reply);
    },
  });

  return {
    settings,
    orders,
    popup,
    codes,
    links,
    phoneCodes,
    messagePush,
    customers,
    visits,
    openapi,
    pushes: messages.all,
    grantCredit: popup.credit,
    credit: consents.balance,
    failNext(errcode, times) {
      orders.clear(SEND);
      if (times > 0) orders.add({ errcode, times, api: SEND });
    },
    async start() {
      media.start();
    },
    async stop() {
      await media.stop();
      await messagePush.settled();
      visits.save();
    },
    async reset() {
      messagePush.forget();
      memory.clear(['settings']);
      visits.clear();
      orders.clear();
    },
  };
}
