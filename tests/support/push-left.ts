import type { Push } from '../../domain/push/schema';
import type { Addressed, Person } from './person';
import type { World } from './world';

/**
 * An agent's answer, numbered. Mostly by his own call, which then names the
 * push; but a moved clock starts the sweep, and where that was faster the
 * call has nothing left to number and names none.
 * @returns the id of the push that was left, or ''
 */
export async function answerLeavingPush(
  world: World,
  agent: Person,
  conversation: Addressed,
  text: string
): Promise<string> {
  const { id: messageId, refused } = await agent.writes(conversation, text);
  if (refused) throw new Error(`not written: ${refused}`);
  const { _id: conversationId } = conversation;
  const done = await agent.ask('conversation.afterSend', { conversationId });
  if (done.pushId) return done.pushId;
  const [push] = await world.all<Push>('pushes', { messageId });
  return push?._id ?? '';
}
