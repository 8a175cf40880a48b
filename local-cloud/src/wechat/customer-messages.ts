import { randomUUID } from 'node:crypto';
import { CloudError } from '../kernel/errors';
import { isPlainObject } from '../values/keys';
import { fine, refusal } from './errcodes';
import type { Memory } from './memory';
import type { PushEvent } from './message-push';
import { textOf } from './options';
import type { Api, ApiParams, ApiReply, Surroundings } from './options';

const MINUTE = 60_000;
const ENTER = 'user_enter_tempsession';
/** What an act of the person allows; a new one starts anew, nothing adds up. */
const ALLOWANCES = {
  message: { left: 5, forMs: 48 * 60 * MINUTE },
  enter: { left: 2, forMs: MINUTE },
};
const TYPING_AFTER_MS = 30_000;
const TYPING_LASTS_MS = 15_000;
const KEPT = 1_000;

/** The part that a message of each type needs, and its texts. */
const PARTS: Record<string, readonly string[]> = {
  text: ['content'],
  image: ['media_id'],
  link: ['title', 'description', 'url', 'thumb_url'],
  miniprogrampage: ['title', 'pagepath', 'thumb_media_id'],
};

interface Allowance {
  at: number;
  left: number;
}

interface Conversation {
  message?: Allowance;
  enter?: Allowance;
  typingUntil?: number;
}

/** A message that reached the person. */
export interface CustomerMessage {
  at: number;
  touser: string;
  msgtype: string;
  content: unknown;
}

export interface CustomerMessages {
  apis: Record<string, Api>;
  /** What the person writes or enters; answers with the event to push. */
  receive(body: Record<string, unknown>): PushEvent;
  sent(): CustomerMessage[];
}

/** Customer-service messages of a mini-program, with their allowances. */
export function createCustomerMessages(
  { clock }: Surroundings,
  memory: Memory
): CustomerMessages {
  const conversations = memory.topic<Conversation>('conversations');
  const messages = memory.topic<CustomerMessage>('customer-messages');
  const of = (openid: string): Conversation => conversations.get(openid) ?? {};

  /** The reply that forbids one more message, or null; then it counts. */
  function useAllowance(openid: string): ApiReply | null {
    const conversation = of(openid);
    const kinds = (['message', 'enter'] as const).filter((kind) => {
      const given = conversation[kind];
      return given && clock.now() - given.at <= ALLOWANCES[kind].forMs;
    });
    if (kinds.length === 0) return refusal(45015);
    for (const kind of kinds) {
      const given = conversation[kind];
      if (!given || given.left < 1) continue;
      const left = given.left - 1;
      conversations.put(openid, {
        ...conversation,
        [kind]: { ...given, left },
      });
      return null;
    }
    return refusal(45047);
  }

  function send(params: ApiParams): ApiReply {
    const touser = textOf(params.touser);
    const msgtype = textOf(params.msgtype);
    if (!touser) return refusal(40003);
    const needed = Object.hasOwn(PARTS, msgtype) ? PARTS[msgtype] : undefined;
    if (!needed) return refusal(47003, 'msgtype');
    const content = params[msgtype];
    const part = isPlainObject(content) ? content : {};
    const missing = needed.find((name) => !textOf(part[name]));
    if (missing) return refusal(47003, `${msgtype}.${missing}`);
    const refused = useAllowance(touser);
    if (refused) return refused;
    const message = { at: clock.now(), touser, msgtype, content };
    messages.put(randomUUID(), message, KEPT);
    return fine();
  }

  function setTyping(params: ApiParams): ApiReply {
    const touser = textOf(params.touser);
    if (!touser) return refusal(40003);
    const command = textOf(params.command);
    if (command !== 'Typing' && command !== 'CancelTyping') {
      return refusal(45072);
    }
    const conversation = of(touser);
    const now = clock.now();
    const { message, enter, typingUntil = 0 } = conversation;
    const last = Math.max(message?.at ?? -Infinity, enter?.at ?? -Infinity);
    if (now - last > TYPING_AFTER_MS) return refusal(45080);
    const starts = command === 'Typing';
    if (starts && now < typingUntil) return refusal(45081);
    const until = starts ? now + TYPING_LASTS_MS : 0;
    conversations.put(touser, { ...conversation, typingUntil: until });
    return fine();
  }

  return {
    apis: {
      'customerServiceMessage.send': send,
      'customerServiceMessage.setTyping': setTyping,
    },
    receive(body) {
      const event = eventOf(body);
      const openid = textOf(event.FromUserName);
      const kind = event.Event === ENTER ? 'enter' : 'message';
      const { left } = ALLOWANCES[kind];
      const allowance = { at: clock.now(), left };
      conversations.put(openid, { ...of(openid), [kind]: allowance });
      return event;
    },
    sent: () => messages.all(),
  };
}

/** @throws CloudError INVALID_PARAM */
function eventOf(body: Record<string, unknown>): PushEvent {
  const { openid, msgType = 'text', content, picUrl, sessionFrom = '' } = body;
  const head = { FromUserName: textOf(openid), CreateTime: 'number' };
  if (!head.FromUserName) throw wrong('openid is needed');
  if (msgType === 'event') {
    const rest = { Event: ENTER, SessionFrom: String(sessionFrom) };
    return { ...head, MsgType: 'event', ...rest };
  }
  const MsgId = randomUUID();
  if (msgType === 'text' && textOf(content)) {
    return { ...head, MsgType: 'text', Content: content, MsgId };
  }
  if (msgType === 'image' && textOf(picUrl)) {
    const media = { PicUrl: picUrl, MediaId: randomUUID() };
    return { ...head, MsgType: 'image', ...media, MsgId };
  }
  throw wrong('msgType is text with content, image with picUrl, or event');
}

function wrong(message: string): CloudError {
  return new CloudError('INVALID_PARAM', message);
}
