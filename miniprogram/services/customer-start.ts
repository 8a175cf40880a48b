import { outgoing, refusal } from './delivery';
import type { DeliveryTools } from './messenger';
import type { Delivery, OutboxEntry } from './outbox';

/** The first message, and the first after the end: it opens a conversation. */
export async function startWith(
  waiting: OutboxEntry,
  tools: DeliveryTools,
  entryId: string | undefined
): Promise<Delivery> {
  try {
    const { conversation, message } = await tools.call('conversation.start', {
      message: outgoing(tools, waiting),
      ...(entryId ? { entryId } : {}),
    });
    tools.learn(conversation);
    tools.done(message);
    return { state: 'delivered' };
  } catch (error) {
    return refusal(error);
  }
}
