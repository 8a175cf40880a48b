import * as z from 'zod';
import { maskPhonesIn } from '../customer/phone';
import { Push } from './schema';

/** A push as a line of a list: no identity of WeChat, and not what it said. */
export const PushRow = Push.omit({
  _id: true,
  openid: true,
  messageId: true,
  sender: true,
  summary: true,
}).extend({
  pushId: z.string(),
  /** The customer's nick, telephone numbers masked; '' where he is gone. */
  nick: z.string(),
  agentName: z.string(),
});
export type PushRow = z.infer<typeof PushRow>;

/** Names are what they are called now. */
export function pushRow(
  push: Push,
  { nick, agentName }: { nick: string; agentName: string }
): PushRow {
  // The schema drops what is not for the list.
  return PushRow.parse({
    ...push,
    pushId: push._id,
    nick: maskPhonesIn(nick),
    agentName,
  });
}
