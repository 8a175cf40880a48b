import type { ActionName, InputOf, OutputOf } from '../../domain/actions/index';
import { actions } from '../../domain/actions/index';
import type { Reply } from '../../domain/values/error-codes';
import { newMessageId } from '../../domain/values/message-id';
import { LIMITS } from '../../domain/values/limits';
import { Door } from '../lib/door';
import type { CloudAddress } from '../start/cloud-process';

/** Somebody with a phone, who calls the product's functions as phones do. */
export class Actor {
  private constructor(
    readonly openid: string,
    private readonly cloud: CloudAddress,
    private readonly door: Door,
    private readonly token: string
  ) {}

  static async arrive(cloud: CloudAddress, openid: string): Promise<Actor> {
    const door = new Door(cloud.url);
    return new Actor(openid, cloud, door, await door.identity({ openid }));
  }

  /** @throws Error with the code of the refusal */
  async ask<N extends ActionName>(
    action: N,
    input: InputOf<N>
  ): Promise<OutputOf<N>> {
    const name = actions[action].in;
    const response = await fetch(`${this.cloud.url}/v1/functions/${name}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ action, input }),
    });
    const reply = (await response.json()) as Reply<OutputOf<N>>;
    if (reply.ok) return reply.data;
    throw new Error(`${action}: ${JSON.stringify(reply)}`);
  }

  /** A text written now, by the cloud's clock. */
  async text(text: string): Promise<InputOf<'conversation.send'>['message']> {
    const now = await this.door.now();
    return {
      _id: newMessageId(now, Math.random),
      kind: 'text',
      body: { text },
      sentAt: now - LIMITS.clockMarginMs,
    };
  }

  /** Says something in a conversation, with everything that follows from it. */
  async say(conversationId: string, text: string): Promise<void> {
    const message = await this.text(text);
    const into = { conversationId: conversationId };
    await this.ask('conversation.send', { ...into, message });
    const { workWaits } = await this.ask('conversation.afterSend', into);
    if (workWaits) await this.ask('work.run', {});
  }
}
