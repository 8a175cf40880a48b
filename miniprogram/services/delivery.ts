import type { Conversation } from '../../domain/conversation/schema';
import type { Identity } from '../../domain/actions/account-actions';
import type { ReadMessage } from './guard';
import { CallError, NO_ANSWER, type Call } from './call';
import type { Delivery, OutboxEntry } from './outbox';
import type { LogPort, ClockPort } from './ports';
import type { Queries } from './queries';
import type { ServerClock } from './server-clock';
import { isPanelEmoji } from './emoji';
import { bodyOf } from './media';
import { withTimeout } from './with-timeout';

const WRITE_WITHIN_MS = 10_000;

export interface DeliveryPorts {
  call: Call;
  queries: Queries;
  identity: Identity;
  clock: ClockPort;
  serverClock: ServerClock;
  log: LogPort;
}

/**
 * Writes a message straight into the database under the rules. After any
 * refusal or lost answer it looks whether the message is there: that, not the
 * error's text, decides. Where the platform refuses and nothing is there, the
 * function makes the same checks and writes the same document.
 */
export async function deliverDirectly(
  ports: DeliveryPorts,
  entry: OutboxEntry,
  conversation: Conversation,
  onDelivered: (message: ReadMessage) => void
): Promise<Delivery> {
  const document = documentOf(ports, entry, conversation);
  try {
    await inTime(ports, ports.queries.addMessage({ ...document }));
    onDelivered(document);
    return { state: 'delivered' };
  } catch (error) {
    ports.log.warn('message.create', error);
  }
  const found = await readBack(ports, entry.id);
  if (found.message) {
    onDelivered(found.message);
    return { state: 'delivered' };
  }
  // Nothing could be read either: the first time that is a lost network.
  if (!found.answered && entry.tries === 0) return { state: 'unknown' };
  return sendByFunction(ports, entry, conversation._id, onDelivered);
}

export async function sendByFunction(
  ports: DeliveryPorts,
  entry: OutboxEntry,
  conversationId: string,
  onDelivered: (message: ReadMessage) => void
): Promise<Delivery> {
  try {
    const { message } = await ports.call('conversation.send', {
      conversationId,
      message: outgoing(ports, entry),
    });
    onDelivered(message);
    return { state: 'delivered' };
  } catch (error) {
    return refusal(error);
  }
}

/** What a function takes: the document's fields that its sender decides. */
export function outgoing(
  { serverClock }: Pick<DeliveryPorts, 'serverClock'>,
  entry: OutboxEntry
) {
  const { id, replyTo } = entry;
  return {
    _id: id,
    ...saidIn(entry),
    sentAt: serverClock.stamp(),
    ...(replyTo ? { replyTo } : {}),
  };
}

function saidIn({ text, media, fileId }: OutboxEntry) {
  if (media && fileId) return bodyOf(media, fileId);
  const kind = isPanelEmoji(text) ? ('emoji' as const) : ('text' as const);
  return { kind, body: { text } };
}

/** Final refusals end the tries; anything else is tried again. */
export function refusal(error: unknown): Delivery {
  if (!(error instanceof CallError) || error.code === NO_ANSWER) {
    return { state: 'unknown' };
  }
  if (error.mayRetry && error.kind !== 'too_many') return { state: 'unknown' };
  const { code, message, retryAt } = error;
  const reason = { code, message, ...(retryAt ? { retryAt } : {}) };
  return { state: 'refused', reason };
}

function documentOf(
  ports: DeliveryPorts,
  entry: OutboxEntry,
  conversation: Conversation
): ReadMessage {
  const { customer, agentOpenid, agentUid } = conversation;
  return {
    ...outgoing(ports, entry),
    conversationId: conversation._id,
    customer,
    agentOpenid,
    agentUid,
    from: ports.identity.me,
    seq: 0,
  };
}

async function readBack(ports: DeliveryPorts, id: string) {
  try {
    const message = await inTime(ports, ports.queries.readOwnMessage(id));
    return { answered: true, message };
  } catch (error) {
    ports.log.warn('message.read-back', error);
    return { answered: false, message: null };
  }
}

const inTime = <T>({ clock }: DeliveryPorts, work: Promise<T>) =>
  withTimeout(clock, WRITE_WITHIN_MS, work);
