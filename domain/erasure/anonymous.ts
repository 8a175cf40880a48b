import type { Case } from '../conversation/case';
import type { Conversation } from '../conversation/schema';
import type { Message } from '../message/schema';
import type { Push } from '../push/schema';
import { NOBODY } from '../values/collections';

/**
 * What stays of a conversation while its day may still be counted again:
 * when who spoke, not what and not who he is.
 */
export function anonymousConversation(
  alias: string,
  now: number
): Partial<Conversation> {
  return {
    customer: NOBODY,
    customerId: alias,
    agentOpenid: NOBODY,
    agentUid: NOBODY,
    customerCard: { nick: '已注销', avatar: '' },
    lastText: '',
    erasedAt: now,
  };
}

export function anonymousMessage(): Partial<Message> {
  return {
    customer: NOBODY,
    agentOpenid: NOBODY,
    agentUid: NOBODY,
    from: NOBODY,
    kind: 'tombstone',
    body: { text: '' } as Message['body'],
  };
}

export function anonymousCase(
  alias: string,
  { ratings }: Pick<Case, 'ratings'>
): Partial<Case> {
  return {
    customerId: alias,
    entryId: NOBODY,
    explanation: '',
    tags: [],
    ratings: ratings.map((rated) => ({ ...rated, comment: '' })),
  };
}

export function anonymousPush(alias: string): Partial<Push> {
  return { openid: NOBODY, customerId: alias, sender: '', summary: '' };
}
