import { createQueries } from '../../miniprogram/services/queries';
import type { CloudDatabase } from '../../miniprogram/services/cloud-port';
import type { Identity } from '../../domain/actions/account-actions';
import {
  LI,
  NOW,
  people,
  VISIT,
  type Attempt,
  type Person,
} from './rule-world';

export interface Wish {
  title: string;
  attempt: Attempt;
}

interface Client {
  who: Person;
  field: Identity['field'];
  conversationId: string;
  customer: string;
}

const CLIENTS: readonly Client[] = [
  { who: 'li', field: 'customer', conversationId: LI, customer: 'o-li' },
  {
    who: 'visitor',
    field: 'customer',
    conversationId: VISIT,
    customer: 'u-visitor',
  },
  { who: 'chen', field: 'agentOpenid', conversationId: LI, customer: 'o-li' },
  {
    who: 'chenOnWeb',
    field: 'agentUid',
    conversationId: VISIT,
    customer: 'u-visitor',
  },
];

/** A database that only notes what would be asked. */
function notebook(who: Person) {
  const asked: Attempt[] = [];
  const collection = (name: string) => {
    const query = {
      filter: {} as Record<string, unknown>,
      where(clause: Record<string, unknown>) {
        query.filter = clause;
        return query;
      },
      orderBy: () => query,
      limit: () => query,
      async get() {
        note('read');
        return { data: [] };
      },
      async update({ data }: { data: Record<string, unknown> }) {
        asked.push({
          who,
          in: name,
          operation: 'update',
          filter: query.filter,
          update: { $set: data },
        });
        return { stats: { updated: 1 } };
      },
      async add({ data }: { data: Record<string, unknown> }) {
        asked.push({ who, in: name, operation: 'create', data });
        return { _id: '1' };
      },
      watch() {
        note('read');
        return { close: () => undefined };
      },
    };
    const note = (operation: 'read') =>
      asked.push({ who, in: name, operation, filter: query.filter });
    return query;
  };
  const database = {
    command: {
      gt: ($gt: number) => ({ $gt }),
      lt: ($lt: number) => ({ $lt }),
      in: ($in: readonly string[]) => ({ $in }),
      neq: ($ne: string) => ({ $ne }),
    },
    collection,
  };
  return { asked, database: database as unknown as CloudDatabase };
}

const LISTEN = { onChange: () => undefined, onError: () => undefined };

/** Everything the client really asks, taken from its own queries. */
export async function legitimateWishes(): Promise<Wish[]> {
  const wishes: Wish[] = [];
  for (const client of CLIENTS) {
    const { who, field, conversationId, customer } = client;
    const caller = people[who];
    const me = 'openid' in caller ? caller.openid : caller.uid;
    const { asked, database } = notebook(who);
    const queries = createQueries(database, { me, field, channel: 'phone' });
    const steps: Record<string, () => unknown> = {
      'watches messages': () =>
        queries.messagesSince(NOW - 60_000).watch(LISTEN),
      'watches conversations': () => queries.conversationsNow().watch(LISTEN),
      'watches cursors': () => queries.othersCursors().watch(LISTEN),
      'reads the other cursor': () => queries.readOthersCursor(conversationId),
      'reads conversations': () => queries.readConversations(),
      'reads closed ones': () => queries.readClosed(NOW),
      'reads one conversation': () => queries.readConversation(conversationId),
      'catches up': () => queries.readAfter(conversationId, 4),
      'reads history': () => queries.readBefore(conversationId, 4),
      'asks whether it arrived': () => queries.readOwnMessage('m1'),
      'marks what was read': () =>
        queries.updateOwnCursor(conversationId, { readSeq: 4 }),
      speaks: () => queries.addMessage(messageOf(me, conversationId, customer)),
    };
    for (const [title, step] of Object.entries(steps)) {
      await step();
      wishes.push({ title: `${who} ${title}`, attempt: asked.at(-1)! });
    }
  }
  return wishes;
}

/** A message as a client writes it. */
export function messageOf(
  from: string,
  conversationId: string,
  customer: string
): Record<string, unknown> {
  return {
    _id: '0mwpxafikgbkh2i3dcy1',
    conversationId,
    customer,
    agentOpenid: 'o-chen',
    agentUid: 'u-chen',
    from,
    sentAt: NOW - 500,
    seq: 0,
    kind: 'text',
    body: { text: '您好' },
  };
}
