import type { Message } from '../../domain/message/schema';
import { command } from '../platform/cloud';
import { find, get, type Loose } from '../platform/documents';
import { unseal } from '../platform/seal';
import type { StoredConversation, Tables } from '../platform/tables';

const CONVERSATIONS = 50;
const ROWS = 1_000;

/** Who he is, as we know it, and what he agreed to. */
export async function copyOfHimself(customer: string) {
  const him = await get('customers', customer);
  const consents = await find('consents', { customer }, { limit: ROWS });
  const pushes = await find('pushes', { openid: customer }, { limit: ROWS });
  const entries = await find('entries', { customer }, { limit: ROWS });
  return {
    profile: him && {
      nick: him.nick,
      avatar: him.avatar,
      name: him.name,
      unit: him.unit,
      phone: him.phoneSealed ? unseal(him.phoneSealed, 'phone') : '',
      createdAt: him.createdAt,
      lastActiveAt: him.lastActiveAt,
    },
    consents: consents.map(({ version, at }) => ({ version, at })),
    pushes: pushes.map(({ sender, summary, status, createdAt, sentAt }) => ({
      sender,
      summary,
      status,
      createdAt,
      sentAt,
    })),
    entries: entries.map(({ channel, at }) => ({ channel, at })),
  };
}

/**
 * The next conversations with what both sides could read: whatever carries
 * his identity as its reader. Notes never do.
 * @returns `after` null: these were the last
 */
export async function copyOfConversations(customer: string, after: string) {
  const page = await find(
    'conversations',
    { customer, _id: command.gt(after) },
    { orderBy: ['_id', 'asc'], limit: CONVERSATIONS }
  );
  const ids = page.map(({ _id }) => _id);
  const inPage = command.in(ids);
  const messages = await all('messages', { conversationId: inPage, customer });
  const cases = await all('cases', { _id: inPage });
  const data = {
    conversations: page.map((one) => ({
      ...ofConversation(one),
      ratings: cases.find(({ _id }) => _id === one._id)?.ratings ?? [],
      messages: messages
        .filter(({ conversationId }) => conversationId === one._id)
        .sort((a, b) => a.seq - b.seq)
        .map((message) => ofMessage(message, customer)),
    })),
  };
  const last = page.length < CONVERSATIONS;
  return { data, after: last ? null : (ids.at(-1) ?? null) };
}

function ofConversation(one: StoredConversation) {
  const { _id, channel, state, createdAt, closedAt, agentCard } = one;
  const agent = agentCard?.name ?? '';
  return { conversationId: _id, channel, state, createdAt, closedAt, agent };
}

/** Who spoke, by his side only: identities of others are not his. */
function ofMessage(message: Message, customer: string) {
  const { from, kind, body, sentAt, at, senderType } = message;
  const side = from === customer ? 'customer' : (senderType ?? 'agent');
  return { from: side, kind, body, at: at ?? sentAt };
}

async function all<T extends 'cases' | 'messages'>(
  table: T,
  filter: Loose
): Promise<Tables[T][]> {
  const rows: Tables[T][] = [];
  for (;;) {
    const page = await find(table, filter, {
      orderBy: ['_id', 'asc'],
      skip: rows.length,
      limit: ROWS,
    });
    rows.push(...page);
    if (page.length < ROWS) return rows;
  }
}
