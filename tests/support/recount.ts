import type { Case } from '../../domain/conversation/case';
import type { Conversation } from '../../domain/conversation/schema';
import type { Message } from '../../domain/message/schema';
import type { Push } from '../../domain/push/schema';
import type { World } from './world';

/** All that numbers are made of, as it is stored. */
export interface Raw {
  conversations: Conversation[];
  cases: Case[];
  messages: Message[];
  pushes: Push[];
}

/** Which of it: a day, a member of staff, an hour of the day there. */
export interface Slice {
  date?: string;
  staffId?: string;
  hour?: number;
}

const SHANGHAI = 8 * 60 * 60_000;

export async function rawOf(world: World): Promise<Raw> {
  return {
    conversations: await world.all('conversations'),
    cases: await world.all('cases'),
    messages: await world.all('messages'),
    pushes: await world.all('pushes'),
  };
}

/**
 * The numbers of a report by their definitions, written down once more and
 * without a line of what counts them in the product. Knows conversations
 * that stay with one agent, which is all that the test makes.
 */
export function recount(raw: Raw, slice: Slice) {
  const fits = (at: number | null | undefined, staffId: string): boolean => {
    if (at === null || at === undefined) return false;
    const there = new Date(at + SHANGHAI);
    return (
      (slice.date ?? there.toISOString().slice(0, 10)) ===
        there.toISOString().slice(0, 10) &&
      (slice.hour ?? there.getUTCHours()) === there.getUTCHours() &&
      (slice.staffId ?? staffId) === staffId
    );
  };
  const owner = new Map(raw.conversations.map((one) => [one._id, one]));
  const said = raw.messages
    .filter(({ seq, kind }) => seq > 0 && kind !== 'note' && kind !== 'system')
    .sort((a, b) => a.seq - b.seq);
  const by = (type: string) =>
    said.filter(({ at, senderType, conversationId }) => {
      const staffId = owner.get(conversationId)?.staffId ?? '';
      return senderType === type && fits(at, staffId);
    });
  const customers = by('customer');
  const agents = by('agent');
  const closed = raw.conversations.filter(({ closedAt, staffId }) =>
    fits(closedAt, staffId)
  );
  const pushes = raw.pushes.filter(({ createdAt, staffId }) =>
    fits(createdAt, staffId)
  );
  const waits = answersAmong(said).filter(({ at, conversationId }) =>
    fits(at, owner.get(conversationId)?.staffId ?? '')
  );
  return {
    customers: new Set(customers.map(({ customer }) => customer)).size,
    begun: raw.conversations.filter(({ createdAt, staffId }) =>
      fits(createdAt, staffId)
    ).length,
    handled: new Set(agents.map(({ conversationId }) => conversationId)).size,
    closed: closed.length,
    customerMessages: customers.length,
    agentMessages: agents.length,
    reply: sum(waits),
    firstReply: sum(waits.filter(({ first }) => first)),
    scores: [1, 2, 3, 4, 5].map(
      (score) => closed.filter(({ rating }) => rating?.score === score).length
    ),
    converted: closed.filter(
      ({ _id }) => raw.cases.find((one) => one._id === _id)?.converted
    ).length,
    pushes: {
      wanted: pushes.length,
      accepted: pushes.filter(({ status }) => status === 'sent').length,
      noCredit: pushes.filter(({ status }) => status === 'skipped:no_credit')
        .length,
      clicked: pushes.filter(({ clickedAt }) => clickedAt !== null).length,
    },
  };
}

interface Answer {
  conversationId: string;
  at: number;
  ms: number;
  first: boolean;
}

/** Each answer and how long the oldest message that it answers had waited. */
function answersAmong(said: readonly Message[]): Answer[] {
  const answers: Answer[] = [];
  for (const id of new Set(said.map((one) => one.conversationId))) {
    let asked: number | null = null;
    let first = true;
    for (const one of said.filter((some) => some.conversationId === id)) {
      const at = one.at ?? 0;
      if (one.senderType === 'customer') asked ??= at;
      else if (asked !== null) {
        answers.push({ conversationId: id, at, ms: at - asked, first });
        asked = null;
        first = false;
      }
    }
  }
  return answers;
}

function sum(answers: readonly Answer[]) {
  const ms = answers.reduce((total, one) => total + one.ms, 0);
  return { ms, count: answers.length };
}
