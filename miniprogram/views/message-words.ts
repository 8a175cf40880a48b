import { COPY, fill } from '../contract/copy/phone';
import { ERROR_CODES } from '../contract/error-codes';
import { cutText, oneLine } from '../contract/text';
import type { Conversation } from '../../domain/conversation/schema';
import type { ReadMessage } from '../services/guard';
import type { Media } from '../services/media';
import type { OutboxEntry } from '../services/outbox';

interface Quotable {
  me: string;
  side: 'customer' | 'agent';
  conversation: Conversation | null;
  messages: readonly ReadMessage[];
}

const QUOTE_MAX = 60;

/** What stands for a message that carries a file. */
export function messageWords({ kind, body }: ReadMessage): string {
  if (kind === 'image') return COPY.messageImage;
  if (kind === 'voice') return COPY.messageVoice;
  if (kind === 'file') return fill(COPY.messageFile, { name: body.name ?? '' });
  return body.text;
}

export function mediaWords(media: Media): string {
  if (media.kind === 'image') return COPY.messageImage;
  if (media.kind === 'voice') return COPY.messageVoice;
  return fill(COPY.messageFile, { name: media.name });
}

/** `李敏：[语音]`; what was taken back or is not loaded says no more. */
export function quoteView(id: string | undefined, thread: Quotable): string {
  if (!id) return '';
  const message = thread.messages.find((one) => one._id === id);
  return message ? quoteWords(message, thread) : COPY.quoteGone;
}

export function quoteWords(
  message: ReadMessage,
  { me, side, conversation }: Quotable
): string {
  if (message.kind === 'tombstone') return COPY.quoteGone;
  const customer = conversation?.customer;
  const byCustomer =
    side === 'agent' && customer
      ? message.from === customer
      : (message.from === me) === (side === 'customer');
  const name = byCustomer
    ? conversation?.customerCard.nick || COPY.quoteCustomer
    : conversation?.agentCard?.name || COPY.brand;
  const words = cutText(oneLine(messageWords(message)), QUOTE_MAX);
  return fill(COPY.quoteOf, { name, words });
}

/** Why, where it is known; what would end the same way is not sent again. */
export function failedWords(reason: OutboxEntry['reason']): string {
  if (!reason) return COPY.failedResend;
  const why = fill(COPY.notSent, { reason: reason.message });
  return isFinal(reason.code) ? why : `${why} · ${COPY.tapToResend}`;
}

export function isFinal(code: string): boolean {
  if (code === 'FILE_REFUSED') return true;
  return Object.entries(ERROR_CODES).some(
    ([name, { kind }]) => name === code && kind === 'bad_request'
  );
}
