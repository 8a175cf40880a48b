import type { Message } from '../../domain/message/schema';
import { command } from '../platform/cloud';
import { find, findAll, get } from '../platform/documents';
import { unseal } from '../platform/seal';
import { linksTo } from '../platform/storage';
import type { StoredConversation, StoredCustomer } from '../platform/tables';

const CONVERSATIONS = 50;
const ROWS = 1_000;
/** File ids for which the platform gives addresses in one call. */
const LINKS_AT_ONCE = 50;
const LINK_SECONDS = 24 * 60 * 60;

/** Who he is, as we know it, and what he agreed to. */
export async function copyOfHimself(customer: string) {
  const him = await get('customers', customer);
  const consents = await find('consents', { customer }, { limit: ROWS });
  const pushes = await find('pushes', { openid: customer }, { limit: ROWS });
  const entries = await find('entries', { customer }, { limit: ROWS });
  const complaints = await complaintsOf(him);
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
    complaints,
  };
}

/** What he reported; what was reported of him is not his. */
async function complaintsOf(him: StoredCustomer | null) {
  if (!him) return [];
  const { customerId } = him;
  const filter = { customerId, by: 'customer' };
  const found = await find('complaints', filter, { limit: ROWS });
  return found.map(({ messageId, reason, at }) => ({ messageId, reason, at }));
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
  const messages = await findAll('messages', {
    conversationId: inPage,
    customer,
  });
  const cases = await findAll('cases', { _id: inPage });
  const urls = await urlsFor(messages);
  const data = {
    conversations: page.map((one) => ({
      ...ofConversation(one),
      ratings: cases.find(({ _id }) => _id === one._id)?.ratings ?? [],
      messages: messages
        .filter(({ conversationId }) => conversationId === one._id)
        .sort((a, b) => a.seq - b.seq)
        .map((message) => ofMessage(message, customer, urls)),
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
function ofMessage(
  message: Message,
  customer: string,
  urls: ReadonlyMap<string, string>
) {
  const { from, kind, body, sentAt, at, senderType } = message;
  const side = from === customer ? 'customer' : (senderType ?? 'agent');
  const url = body.fileId && urls.get(body.fileId);
  return { from: side, kind, body, at: at ?? sentAt, ...(url && { url }) };
}

/** He can open no file by its id: addresses that live as long as the copy. */
async function urlsFor(
  messages: readonly Message[]
): Promise<Map<string, string>> {
  const ids = messages.flatMap(({ body, seq }) =>
    body.fileId && seq > 0 ? [body.fileId] : []
  );
  const urls = new Map<string, string>();
  for (let at = 0; at < ids.length; at += LINKS_AT_ONCE) {
    const some = ids.slice(at, at + LINKS_AT_ONCE);
    const found = await linksTo(some, LINK_SECONDS);
    some.forEach((id, i) => found[i] && urls.set(id, found[i]));
  }
  return urls;
}
