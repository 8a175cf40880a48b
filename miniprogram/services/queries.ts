import { LIMITS } from '../contract/limits';
import type { Identity } from '../../domain/actions/account-actions';
import type { CloudDatabase, CloudQuery, WhereClause } from './cloud-port';
import { readAll, readConversation, readCursor, readMessage } from './guard';

const STAMPS = ['customer', 'agentOpenid', 'agentUid'] as const;
/** No identity is ever this, so "not equal" is always true. */
const NEVER = '~';
/** Newest conversations of a customer; the last one matters. */
const CUSTOMER_WINDOW = 3;

/**
 * Every query of a client, in fixed shapes that the rules can prove: one
 * scalar equality on the caller's own stamp. A platform that wants every field
 * of the rule in the query finds the other stamps there too.
 */
export type Queries = ReturnType<typeof createQueries>;

export function createQueries(database: CloudDatabase, identity: Identity) {
  const _ = database.command;
  const { me, field } = identity;
  const messages = () => database.collection('messages');
  const conversations = () => database.collection('conversations');
  const cursors = () => database.collection('cursors');

  const mine = (clause: WhereClause): WhereClause => {
    const others = STAMPS.filter((stamp) => stamp !== field);
    const harmless = others.map((stamp) => [stamp, _.neq(NEVER)]);
    return { ...Object.fromEntries(harmless), ...clause, [field]: me };
  };
  const olderThan = (before?: number): WhereClause =>
    before === undefined ? {} : { lastAt: _.lt(before) };
  const isCustomer = field === 'customer';
  const otherSide = isCustomer ? 'agent' : 'customer';
  const ownSide = isCustomer ? 'customer' : 'agent';

  return {
    messagesSince: (sentAt: number): CloudQuery =>
      messages().where(mine({ sentAt: _.gt(sentAt) })),

    conversationsNow(): CloudQuery {
      if (isCustomer) {
        return conversations()
          .where(mine({}))
          .orderBy('lastAt', 'desc')
          .limit(CUSTOMER_WINDOW);
      }
      return conversations()
        .where(mine({ state: _.in(['waiting', 'active']) }))
        .orderBy('lastAt', 'desc')
        .limit(LIMITS.conversationWindow);
    },

    othersCursors: (): CloudQuery => cursors().where(mine({ side: otherSide })),

    async readOthersCursor(conversationId: string) {
      const suffix = isCustomer ? '.a' : '.c';
      const { data } = await cursors()
        .where(mine({ _id: conversationId + suffix, side: otherSide }))
        .get();
      return readAll(data, readCursor);
    },

    async readConversations(before?: number) {
      const open: WhereClause = isCustomer
        ? {}
        : { state: _.in(['waiting', 'active']) };
      const older = olderThan(before);
      const { data } = await conversations()
        .where(mine({ ...open, ...older }))
        .orderBy('lastAt', 'desc')
        .limit(isCustomer ? CUSTOMER_WINDOW : LIMITS.phonePage)
        .get();
      return readAll(data, readConversation);
    },

    async readClosed(before?: number) {
      const older = olderThan(before);
      const { data } = await conversations()
        .where(mine({ state: 'closed', ...older }))
        .orderBy('lastAt', 'desc')
        .limit(LIMITS.phonePage)
        .get();
      return readAll(data, readConversation);
    },

    async readConversation(id: string) {
      const { data } = await conversations()
        .where(mine({ _id: id }))
        .get();
      return readAll(data, readConversation)[0] ?? null;
    },

    async readAfter(conversationId: string, seq: number) {
      const { data } = await messages()
        .where(mine({ conversationId, seq: _.gt(seq) }))
        .orderBy('seq', 'asc')
        .limit(LIMITS.phonePage)
        .get();
      return readAll(data, readMessage);
    },

    async readBefore(conversationId: string, seq: number) {
      const { data } = await messages()
        .where(mine({ conversationId, seq: _.lt(seq) }))
        .orderBy('seq', 'desc')
        .limit(LIMITS.phonePage)
        .get();
      return readAll(data, readMessage);
    },

    /** Was it delivered? The answer instead of guessing from an error. */
    async readOwnMessage(id: string) {
      const { data } = await messages()
        .where(mine({ _id: id }))
        .get();
      const found = readAll(data, readMessage)[0] ?? null;
      return found && found.from === me ? found : null;
    },

    addMessage: (data: Record<string, unknown>) => messages().add({ data }),

    updateOwnCursor: (conversationId: string, data: Record<string, number>) =>
      cursors()
        .where(
          mine({
            _id: conversationId + (isCustomer ? '.c' : '.a'),
            side: ownSide,
          })
        )
        .update({ data }),
  };
}
